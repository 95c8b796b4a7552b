const COLOURS = 8;

/** One or two letters that stand for a name. @param {string} name */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => Array.from(word)[0].toLocaleUpperCase()).join("") || "?";
}

/** A class of css/tile.css; the same name has the same colour everywhere. @param {string} name */
export function colourClass(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return `colour-${sum % COLOURS}`;
}
