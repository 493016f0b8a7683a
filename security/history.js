// One step of the reader is one entry in the history of the browser. Streamlit adds an entry for the new
// page and another one when that page has written its whole address, also where nobody did anything in
// between. Here an address that follows without a step of the reader takes the place of the one before it.
(() => {
  const push = history.pushState.bind(history);
  let stepped = false;
  for (const step of ["pointerdown", "click", "keydown", "input"]) {
    addEventListener(step, () => { stepped = true; }, { capture: true, passive: true });
  }
  history.pushState = (state, title, address) => {
    if (stepped) push(state, title, address);
    else history.replaceState(state, title, address);
    stepped = false;
  };
})();
