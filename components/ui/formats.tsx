'use client'

import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react'
import { defaultLocale, formatMoney } from '@/lib/money-format'
import { browserZone } from '../site/browser-zone'
import { ZoneCookie } from '../site/zone-cookie'

/** How this visitor reads amounts and times. `zone` is what the browser told on an earlier page, if it did. */
type Known = { locale: string; zone: string | undefined }

/** The formats of times that a page has used: to make one takes a hundred times longer than to use it. */
type Made = Map<string, Intl.DateTimeFormat>

const FormatsContext = createContext<Known & { made: Made }>({
  locale: defaultLocale,
  zone: undefined,
  made: new Map(),
})

export function Formats({ locale, zone, children }: Known & { children: ReactNode }) {
  const value = useMemo(() => ({ locale, zone, made: new Map() }), [locale, zone])
  return (
    <FormatsContext value={value}>
      {children}
      <ZoneCookie known={zone} />
    </FormatsContext>
  )
}

const never = () => () => undefined

/** The visitor's time zone; UTC on the server as long as no browser has told another. */
export function useZone(): string {
  const { zone = 'UTC' } = useContext(FormatsContext)
  return useSyncExternalStore(never, browserZone, () => zone)
}

/** The pages are in English: other languages' words for days and months would not fit in. */
export function useTimeFormat(options: Pick<Intl.DateTimeFormatOptions, 'dateStyle' | 'timeStyle'>) {
  const { locale, made } = useContext(FormatsContext)
  const timeZone = useZone()
  const name = [timeZone, options.dateStyle, options.timeStyle].join()
  const language = /^en\b/.test(locale) ? locale : defaultLocale
  const format = made.get(name) ?? new Intl.DateTimeFormat(language, { ...options, timeZone })
  made.set(name, format)
  return (iso: string) => format.format(new Date(iso))
}

/** Decimal dollars, as the JSON API has them. Two versions of ICU may differ in a space: the server's text stays. */
export function Price({ amount, times = 1 }: { amount: number; times?: number }) {
  const { locale } = useContext(FormatsContext)
  return (
    <span suppressHydrationWarning className="tabular-nums">
      {formatMoney(Math.round(amount * 100) * times, locale)}
    </span>
  )
}
