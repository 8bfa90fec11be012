const told = new Set<string>()

/** Lines of a sandbox that begin so are notes about what it did. */
export const mark = '@use '

function tell(note: string) {
  if (told.has(note)) return
  told.add(note)
  console.log(`${mark}${note}`)
}

/** Notes that a call site was reached. Added to the sources by bundles.ts. */
export function __reached(site: string) {
  tell(`reached ${site}`)
  return {}
}

export const linkRead = (name: string) => tell(`link ${name}`)
