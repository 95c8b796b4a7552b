/** Whether a key press is meant for the page and not for a field. @param {KeyboardEvent} event */
export function isShortcut(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  return !(/** @type {Element} */ (event.target).closest("input, select, textarea, dialog"));
}

/** @param {Record<string, () => void>} actions by key, in lower case @param {AbortSignal} signal takes them away again */
export function bindShortcuts(actions, signal) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const action = actions[event.key.toLowerCase()];
    if (!action || event.repeat || !isShortcut(event)) return;
    event.preventDefault(); // the key would be typed into the field that is opened
    action();
  };
  document.addEventListener("keydown", pressed, { signal });
}
