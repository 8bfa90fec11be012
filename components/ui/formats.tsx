'use client'

import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { defaultLocale, formatMoney } from '@/lib/money-format'

/** How this visitor reads amounts and times. `zone` is what the browser told on an earlier page, if it did. */
type Known = { locale: string; zone?: string | undefined }

/** With the formats that a page has used: to make one takes a hundred times longer than to use it. */
type Used = Known & { made: Map<string, Intl.DateTimeFormat> }

const FormatsContext = createContext<Used>({ locale: defaultLocale, made: new Map() })

const zoneKeptForSeconds = 365 * 24 * 60 * 60

/** Also tells the server the visitor's time zone, so that it can write the times of the next page as the browser will. */
export function Formats({ locale, zone, children }: Known & { children: ReactNode }) {
  const value = useMemo(() => ({ locale, zone, made: new Map() }), [locale, zone])
  useEffect(() => {
    if (browserZone() === zone) return
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from browsers still in use
    document.cookie = `swoon_zone=${browserZone()}; path=/; max-age=${zoneKeptForSeconds}; samesite=lax`
  }, [zone])
  return <FormatsContext value={value}>{children}</FormatsContext>
}

let ownZone: string | undefined

/** Costs a slow phone some 50 ms the first time: only pages that show times ask for it. */
const browserZone = () => (ownZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone)

const never = () => () => undefined

/** The visitor's time zone; UTC on the server as long as no browser has told another. */
export function useZone(): string {
  const { zone = 'UTC' } = useContext(FormatsContext)
  return useSyncExternalStore(never, browserZone, () => zone)
}

const shapes = {
  full: { dateStyle: 'medium', timeStyle: 'short' },
  exact: { dateStyle: 'medium', timeStyle: 'medium' },
  time: { timeStyle: 'short' },
  day: { dateStyle: 'full' },
} as const
type Shape = keyof typeof shapes

/** The pages are in English: other languages' words for days and months would not fit in. */
export function useTimeFormat(shape: Shape) {
  const { locale, made } = useContext(FormatsContext)
  const timeZone = useZone()
  const name = `${timeZone} ${shape}`
  const language = /^en\b/.test(locale) ? locale : defaultLocale
  const format = made.get(name) ?? new Intl.DateTimeFormat(language, { ...shapes[shape], timeZone })
  made.set(name, format)
  return (iso: string) => format.format(new Date(iso))
}

export const Moment = ({ iso, as = 'full' }: { iso: string; as?: Shape }) => (
  <time dateTime={iso} suppressHydrationWarning>
    {useTimeFormat(as)(iso)}
  </time>
)

/** Decimal dollars, as the JSON API has them. Two versions of ICU may differ in a space: the server's text stays. */
export function Price({ amount, times = 1 }: { amount: number; times?: number }) {
  const { locale } = useContext(FormatsContext)
  return (
    <span suppressHydrationWarning className="tabular-nums">
      {formatMoney(Math.round(amount * 100) * times, locale)}
    </span>
  )
}
