let zone: string | undefined

/** Costs a browser some 50 ms the first time on a slow phone: only pages that show times ask for it. */
export function browserZone(): string {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return zone
}
