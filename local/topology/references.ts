/** What AWS has answered so far, by `Resource.attribute`. */
export type Known = Map<string, string>

const reference = /\$\{([A-Za-z0-9]+\.[a-z]+)\}/g

/** A value AWS decides later, written as text so that it survives JSON and templates: `${OrderQueue.arn}`. */
export const referTo = (resource: string, attribute: string) => `\${${resource}.${attribute}}`

/**
 * Replaces every reference in `text` by its value.
 * @param known values by `Resource.attribute`
 * @throws Error naming the reference that has no value
 */
export function resolveReferences(text: string, known: ReadonlyMap<string, string>) {
  return text.replace(reference, (_, key: string) => {
    const value = known.get(key)
    if (value === undefined) throw new Error(`sst.config.ts refers to ${key}, which nothing provides`)
    return value
  })
}
