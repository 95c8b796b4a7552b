/** Those that are loaded or on their way, by address. @type {Map<string, Promise<void>>} */
const styles = new Map();

/** Once; again only after it could not be loaded. @param {string} href */
export function loadStyle(href) {
  const loading = styles.get(href) ?? addStyle(href);
  styles.set(href, loading);
  return loading;
}

/** @param {string} href @returns {Promise<void>} */
function addStyle(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      styles.delete(href);
      link.remove();
      reject(new Error(`${href} could not be loaded`));
    };
  });
}
