const kept = 'swoon-unsaved-quantities'
/** Longer than any reload takes. */
const freshForMs = 60_000

type Kept = { at: number; fields: [string, string][][] }

/**
 * Leaves the quantities that the page has no answer to yet, as the fields of its forms, to the next page of this tab. To ask
 * for the same quantity twice changes nothing.
 */
export function keepUnsaved(forms: FormData[]) {
  const fields = forms
    .map((form) => [...form].filter((field): field is [string, string] => typeof field[1] === 'string'))
    .filter((form) => form.some(([name]) => name === 'productId'))
  if (fields.length === 0) return
  sessionStorage.setItem(kept, JSON.stringify({ at: Date.now(), fields } satisfies Kept))
}

/** What the page before left, once. */
export function takeUnsaved(): { productId: string; quantity: number; form: FormData }[] {
  const left = sessionStorage.getItem(kept)
  if (left === null) return []
  sessionStorage.removeItem(kept)
  const { at, fields }: Kept = JSON.parse(left)
  if (Math.abs(Date.now() - at) > freshForMs) return []
  return fields.map((entries) => {
    const form = new FormData()
    for (const [name, value] of entries) form.set(name, value)
    return {
      productId: String(form.get('productId')),
      quantity: Number(form.get('to') ?? form.get('quantity')),
      form,
    }
  })
}
