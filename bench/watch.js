// Installed before a page's own scripts. Stamps, in the page's own clock, when parts become visible and when
// they last changed. It looks once a frame and only after the document changed: no polling of its own that
// would slow the page down, and a stamp is taken just before the frame that shows the change is painted.
(() => {
  const GEOMETRY = ["d", "transform", "style", "fill", "stroke", "class", "x", "y", "width", "height", "cx", "cy", "r", "points", "src"];
  const seen = {};
  const goals = __GOALS__;
  let watched = [];
  let input = 0;
  let queued = false;

  // cells of a canvas table live inside the canvas element and have no box of their own
  // a picture counts when it is decoded
  const shown = (element) =>
    (element.closest("canvas") ?? element).getClientRects().length > 0 &&
    (element.tagName !== "IMG" || (element.complete && element.naturalWidth > 0));
  const enough = ({ selector, count, text }) => {
    const found = [...document.querySelectorAll(selector)];
    if (text) return found.some((element) => shown(element) && element.textContent.trim().length >= text);
    return found.length >= count && shown(found[count - 1]);
  };
  const state = (selector) =>
    [...document.querySelectorAll(selector)]
      .map((e) => (e.childElementCount || e.textContent ? e.textContent : "") + GEOMETRY.map((a) => e.getAttribute(a)).join("|"))
      .join("\n");

  const look = () => {
    queued = false;
    const now = performance.now();
    for (const [name, parts] of Object.entries(goals)) {
      if (!(name in seen) && parts.every(enough)) seen[name] = now;
    }
    for (const part of watched) {
      const current = state(part.selector);
      if (current !== part.current) {
        part.current = current;
        part.changed = now;
      }
    }
  };
  const queue = () => {
    if (!queued) {
      queued = true;
      requestAnimationFrame(look);
    }
  };
  const stamp = (event) => {
    if (event.isTrusted) input = event.timeStamp;
  };
  new MutationObserver(queue).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  document.addEventListener("pointerup", stamp, { capture: true });
  document.addEventListener("load", queue, { capture: true });

  window.benchWatch = {
    seen: () => seen,
    missing: () => Object.values(goals).flat().filter((part) => !enough(part)).map((part) => part.selector),
    arm: (selectors) => {
      watched = selectors.map((selector) => ({ selector, current: state(selector), changed: 0 }));
    },
    // milliseconds from the choice to the last change of anything watched, or null while the first part (the
    // headline) still shows the old state or something changed less than `quiet` milliseconds ago
    redrawn: (quiet) => {
      const last = Math.max(...watched.map((part) => part.changed));
      const settled = watched[0].changed > input && performance.now() - last > quiet;
      return settled ? last - input : null;
    },
    // the same per watched selector, for finding out what is slow; null where nothing changed
    parts: () => Object.fromEntries(watched.map((p) => [p.selector, p.changed > input ? p.changed - input : null])),
  };
})();
