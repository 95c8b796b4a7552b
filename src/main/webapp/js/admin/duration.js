import { t } from "../language.js";

/** @param {number} ms how long something has lasted */
export function duration(ms) {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return t("admin.under-a-minute");
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return t("admin.days", { days, hours });
  return hours > 0 ? t("admin.hours", { hours, minutes: minutes % 60 }) : t("admin.minutes", { minutes });
}
