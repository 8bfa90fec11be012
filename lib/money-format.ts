/** The locale whose formats the pages use where the visitor's browser names none that Intl knows. */
export const defaultLocale = 'en-US'

const formats = new Map<string, Intl.NumberFormat>()

/** Whole cents as dollars, written as `locale` (a BCP 47 tag that Intl supports) writes them. */
export function formatMoney(cents: number, locale = defaultLocale) {
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' })
  formats.set(locale, format)
  return format.format(cents / 100)
}

/** Of an Accept-Language header (RFC 9110, 12.5.4) what Intl has data for: no header fills the table above at will. */
export function localeOf(acceptLanguage: string | null): string {
  const [preferred] = Intl.NumberFormat.supportedLocalesOf(wantedLocales(acceptLanguage ?? ''))
  return preferred === undefined ? defaultLocale : new Intl.NumberFormat(preferred).resolvedOptions().locale
}

function wantedLocales(header: string) {
  return header
    .split(',', 20)
    .map((item) => {
      const [, tag = '', weight = '1'] =
        /^\s*([a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?)\s*(?:;\s*q=([\d.]+)\s*)?$/i.exec(item) ?? []
      return { tag, weight: Number(weight) }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}
