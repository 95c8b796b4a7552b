import { byId } from "./dom.js";

const SHOWN_MS = 5_000;

/**
 * A short message at the edge; its container is a live region, so screen readers hear it too.
 *
 * @param {string} text
 * @param {{danger?: boolean}} [options] danger: stays longer
 */
export function toast(text, { danger = false } = {}) {
  const element = document.createElement("p");
  element.className = danger ? "toast danger" : "toast";
  element.textContent = text;
  const container = byId("toasts");
  container.append(element);
  while (container.childElementCount > 3) container.firstElementChild?.remove();
  setTimeout(() => element.remove(), danger ? SHOWN_MS * 2 : SHOWN_MS);
}
