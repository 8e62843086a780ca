// Numbers, times and names of languages as people write them, by the browser's own `Intl`.

/** The reader's own region of a language: days and hours are written differently in it. */
const locale = (lang) =>
  navigator.languages.find((tag) => tag.split('-')[0] === lang) || (lang === 'en' ? 'en-GB' : lang);

/** The category that a number takes in a language's plural. */
export const plural = (lang, number) => new Intl.PluralRules(locale(lang)).select(number);

/** A number with the separators of a language. */
export const number = (lang, number) => number.toLocaleString(locale(lang));

/** A number with its unit: "2.3 MB", "4 hours". */
export const unit = (lang, number, unit, unitDisplay) =>
  number.toLocaleString(locale(lang), { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });

/** A stretch from now, backwards where it is negative: "4 hours ago". */
export const stretch = (lang, number, unit) =>
  new Intl.RelativeTimeFormat(locale(lang), { numeric: 'auto' }).format(number, unit);

/** The name of the language `tag`, in the language `lang`. */
export const language = (lang, tag) => new Intl.DisplayNames(locale(lang), { type: 'language' }).of(tag);

/** A time's day, in a style of `Intl`. */
export const day = (lang, at, dateStyle) => new Date(at).toLocaleDateString(locale(lang), { dateStyle });

/** The day and the hour. */
export const exact = (lang, at, dateStyle) =>
  new Date(at).toLocaleString(locale(lang), { dateStyle, timeStyle: 'short' });

/** A time to come: the hour today, the day of the week within six days, else the date. */
export const until = (lang, at) => {
  const [date, now] = [new Date(at), new Date()];
  const days = Math.abs(date - now) / 86_400_000;
  if (days >= 6) return exact(lang, at, 'medium');
  const isToday = days < 1 && date.getDate() === now.getDate();
  const weekday = isToday ? undefined : 'long';
  return date.toLocaleString(locale(lang), { weekday, hour: '2-digit', minute: '2-digit' });
};

/** How many seconds ago a time was. */
export const passed = (at) => (Date.now() - new Date(at)) / 1000;
