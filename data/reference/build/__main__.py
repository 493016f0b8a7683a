"""Build every reference file: `python -m data.reference.build` from the root of the project."""

from data.reference.build import aliases, basemaps, cities, namesakes, provinces

if __name__ == "__main__":
    table = cities.build()
    print(f"cities.csv: {len(table)} rows")
    aliases.build(table)
    namesakes.build(table)
    provinces.build()
    basemaps.build()
