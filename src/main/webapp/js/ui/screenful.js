/** Pixels, the shorter side: phones have fewer. */
const PHONE = 600;

/** How many people a screen like this shows at once in most calls. */
export function screenfulOfPeople() {
  return Math.min(screen.width, screen.height) < PHONE ? 6 : 9;
}
