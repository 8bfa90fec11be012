import type { Deployment } from './deployment'

const byName = (a: string, b: string) => (a < b ? -1 : 1)

/** The interface that SST writes into sst-env.d.ts for these links. */
export function resourceInterface(links: Deployment['links']) {
  const resources = [...links]
    .sort((a, b) => byName(a.name, b.name))
    .map(({ name, type, properties }) => {
      const types = {
        ...Object.fromEntries(Object.keys(properties).map((key) => [key, typeof properties[key]])),
      }
      const lines = Object.entries({ ...types, type: `"${type}"` })
        .sort(([a], [b]) => byName(a, b))
        .map(([key, text]) => `      "${key}": ${text}\n`)
      return `    "${name}": {\n${lines.join('')}    }\n`
    })
  return `  export interface Resource {\n${resources.join('')}  }\n`
}
