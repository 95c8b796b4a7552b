/** Wide tiles lose less of a 16:9 picture; squarer ones fill a phone held upright. */
const WIDEST = 16 / 9;
const NARROWEST = { landscape: 4 / 3, portrait: 1 };
/** Smaller tiles than this are scrolled rather than shrunk further. */
const SMALLEST_WIDTH = 150;

/**
 * The tile size that covers most of a rectangle with equal tiles.
 *
 * @param {number} count how many tiles, at least 1
 * @param {number} width of the rectangle, in pixels
 * @param {number} height
 * @param {number} gap between tiles
 * @returns {{width: number, height: number, scrolls: boolean}}
 */
export function arrange(count, width, height, gap) {
  let best = { width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const tile = fit(columns, Math.ceil(count / columns), width, height, gap);
    if (tile.width * tile.height > best.width * best.height) best = tile;
  }
  if (best.width >= Math.min(SMALLEST_WIDTH, width)) return { ...best, scrolls: false };
  const columns = Math.max(1, Math.floor((width + gap) / (SMALLEST_WIDTH + gap)));
  const scrolled = Math.floor((width - gap * (columns - 1)) / columns);
  return { width: scrolled, height: Math.floor(scrolled / NARROWEST.landscape), scrolls: true };
}

/** @param {number} columns @param {number} rows @param {number} width @param {number} height @param {number} gap */
function fit(columns, rows, width, height, gap) {
  const cellWidth = (width - gap * (columns - 1)) / columns;
  const cellHeight = (height - gap * (rows - 1)) / rows;
  const narrowest = width < height ? NARROWEST.portrait : NARROWEST.landscape;
  return {
    width: Math.max(0, Math.floor(Math.min(cellWidth, cellHeight * WIDEST))),
    height: Math.max(0, Math.floor(Math.min(cellHeight, cellWidth / narrowest))),
  };
}
