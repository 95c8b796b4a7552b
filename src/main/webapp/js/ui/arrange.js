/** Wide tiles lose less of a 16:9 picture; squarer ones fill a phone held upright. */
const WIDEST = 16 / 9;
const NARROWEST = { landscape: 4 / 3, portrait: 4 / 5 };
/** A large tile that is taller for its width shows next to nothing of a 16:9 picture. */
const TALLEST = 1.25;
/** A screen is wide; below it is room for people. */
const SCREEN = 16 / 10;
/** Smaller tiles than this are scrolled rather than shrunk further. */
const SMALLEST_WIDTH = 150;
/** So many equal tiles still show faces: on a phone held upright and on everything wider, in pixels. */
const EQUALS = { phone: 8, wide: 12 };
const PHONE_WIDTH = 500;

/**
 * @typedef {{width: number, height: number}} Size in pixels
 */

/**
 * The tile size that covers most of a rectangle with equal tiles.
 *
 * @param {number} count how many tiles, at least 1
 * @param {number} width of the rectangle, in pixels
 * @param {number} height
 * @param {number} gap between tiles
 * @returns {Size & {scrolls: boolean}}
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

/** Whether there are so many people that one of them should be large. @param {number} count @param {number} width */
export function isCrowd(count, width) {
  return count > (width < PHONE_WIDTH ? EQUALS.phone : EQUALS.wide);
}

/**
 * One large tile and the others in a strip that scrolls: beside it where the rectangle is wide, else below; or below a screen, two in a row.
 *
 * @param {number} width @param {number} height @param {number} gap @param {boolean} screen whether the large one is a screen
 * @returns {{large: Size, small: Size, beside: boolean, stacked: boolean}}
 */
export function arrangeAround(width, height, gap, screen) {
  const beside = width >= height;
  if (beside) {
    const strip = Math.round(clamp(width / 6, 140, 240));
    return { large: { width: width - strip - gap, height }, small: { width: strip, height: Math.round(strip / WIDEST) }, beside, stacked: false };
  }
  if (screen) {
    const half = Math.floor((width - gap) / 2);
    return { large: { width, height: Math.round(width / SCREEN) }, small: { width: half, height: Math.round(half / NARROWEST.landscape) }, beside, stacked: true };
  }
  const strip = Math.round(clamp(height / 6, 84, 130));
  const large = { width, height: Math.min(height - strip - gap, Math.round(width * TALLEST)) };
  return { large, small: { width: Math.round(strip * NARROWEST.landscape), height: strip }, beside, stacked: false };
}

/** @param {number} value @param {number} least @param {number} most */
function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value));
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
