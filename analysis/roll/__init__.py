"""Who the members are: payment states, voters, inhabitants, regions."""
