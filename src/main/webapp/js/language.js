import { recall, remember } from "./identity.js";

/** Each in its own words, by its tag (BCP 47), which is the name of its file in lang/. @type {Record<string, string>} */
const LANGUAGES = { en: "English", de: "Deutsch" };
const USUAL = "en";

/** What we say to people, in their language. Dispatches `change` after another one was chosen. */
class Language extends /** @type {new () => import("./protocol/events.js").Tells<{change: {}}>} */ (EventTarget) {
  tag = USUAL;
  /** @type {Record<string, string>} */
  #texts = {};
  /** Of lang/, those whose texts this page needs; the common ones lie in none. */
  #folders = new Set(["", ...(document.documentElement.dataset.texts ?? "").split(" ").filter(Boolean)]);

  /** @param {string} tag of {@link LANGUAGES} */
  async load(tag) {
    this.#texts = Object.assign({}, ...(await Promise.all([...this.#folders].map((folder) => fetched(folder, tag)))));
    this.tag = tag;
    await parsed();
    document.documentElement.lang = tag;
    translate(document, this.#texts);
  }

  /** Texts of something that few people open, from now on and in whatever language is chosen later. @param {string} folder of lang/ */
  async add(folder) {
    if (this.#folders.has(folder)) return;
    const tag = this.tag;
    const texts = await fetched(folder, tag);
    this.#folders.add(folder);
    if (tag === this.tag) Object.assign(this.#texts, texts);
    else await this.load(this.tag);
  }

  /** For this page and the next ones. @param {string} tag */
  async choose(tag) {
    await this.load(tag);
    remember("language", tag);
    this.dispatchEvent(new Event("change"));
  }

  /** The text of a key; the key itself where there is none. @param {string} key */
  text(key) {
    return this.#texts[key] ?? key;
  }
}

/** @param {string} folder of lang/, or empty @param {string} tag @returns {Promise<Record<string, string>>} */
async function fetched(folder, tag) {
  const response = await fetch(new URL(`../lang/${folder && `${folder}/`}${tag}.json`, import.meta.url));
  return response.json();
}

/** The whole document is there: this script is not deferred, so that the texts are on their way early. */
async function parsed() {
  if (document.readyState === "loading") await new Promise((resolve) => document.addEventListener("readystatechange", resolve, { once: true }));
}

/** What was chosen once, or what the browser's owner reads best of what we have. */
function preferred() {
  const wished = [recall("language") ?? "", ...navigator.languages].map((tag) => tag.toLowerCase().split("-")[0]);
  return wished.find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? USUAL;
}

/**
 * Fills in the texts of elements with a `data-t`: keys separated by spaces, each of the element's text or, as
 * `key@attribute`, of an attribute.
 *
 * @param {ParentNode} root
 * @param {Record<string, string>} texts
 */
function translate(root, texts) {
  for (const template of root.querySelectorAll("template")) translate(template.content, texts);
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-t]"))) {
    for (const part of (element.dataset.t ?? "").split(" ")) {
      const [key, attribute] = part.split("@");
      if (attribute) element.setAttribute(attribute, texts[key] ?? key);
      else element.textContent = texts[key] ?? key;
    }
  }
}

/** Lets people choose by each such list of the page. */
function bindChoices() {
  const choices = /** @type {NodeListOf<HTMLSelectElement>} */ (document.querySelectorAll("[data-languages]"));
  for (const choice of choices) {
    choice.replaceChildren(...Object.entries(LANGUAGES).map(([tag, name]) => Object.assign(new Option(name, tag), { lang: tag })));
    const show = () => (choice.value = language.tag);
    show();
    language.addEventListener("change", show);
    choice.addEventListener("change", () => language.choose(choice.value).catch(show));
  }
}

export const language = new Language();

/** A text in the language of this page. @param {string} key @param {Record<string, string | number>} [values] of its {placeholders} */
export function t(key, values = {}) {
  return language.text(key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** A number as people of this language write it. @param {number} value @param {number} [digits] after the point */
export function number(value, digits = 0) {
  return value.toLocaleString(language.tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

// Modules that import this one wait until their texts are there.
await language.load(preferred());
bindChoices();
