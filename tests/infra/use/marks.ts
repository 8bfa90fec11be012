const told = new Set<string>()

/** Writes each note once, as a line that record.ts reads. */
function tell(note: string) {
  if (told.has(note)) return
  told.add(note)
  console.log(`@use ${note}`)
}

/** Notes that a call site was reached. Added to the sources by bundles.ts. */
export function __reached(site: string) {
  tell(`reached ${site}`)
  return {}
}

export const linkRead = (name: string) => tell(`link ${name}`)
