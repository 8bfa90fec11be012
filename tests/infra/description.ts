import type { Graph } from './graph'

/** What SST makes for the site's address, files and build, for the bundles, and for itself: named and no more. */
const madeBySst = [
  { type: /^(aws:(cloudfront|s3|lambda)\/|command:|pulumi-nodejs:)/, name: /^Site[A-Z](?!.*Function$)/ },
  { type: /^aws:s3\/bucketObjectv2:/, name: /Code$/ },
  { type: /^(random:index\/randomBytes|pulumi:providers):/, name: /./ },
]
/** Of the build. */
const leftOut = /^(s3Bucket|s3Key|sourceCodeHash|SST_KEY)$/
/** Names that SST makes up anew for each resource. */
const isMadeUp = (value: unknown) => typeof value === 'string' && /-[a-z]{8}$/.test(value)
const widest = 110

/** All that a deploy creates, as a text that a person reviews: one paragraph for each resource, in the order of names. */
export function describeGraph({ app, resources, builds }: Graph) {
  const described = resources
    .filter(({ custom, type }) => custom || type.startsWith('sst:sst:'))
    .map(({ type, name, inputs }) => {
      const bySst = madeBySst.some((made) => made.type.test(type) && made.name.test(name))
      return bySst ? [`${name} ${type} as SST makes it`] : [`${name} ${type}`, ...linesOf(inputs, '  ')]
    })
  const bundles = builds.map(({ function: name, handler, exports, links }) => [
    `${name} bundle`,
    ...linesOf({ handler, exports, links: Object.keys(links).sort() }, '  '),
  ])
  const paragraphs = [...described, ...bundles].map((lines) => lines.join('\n')).sort()
  return [['app', ...linesOf(app, '  ')].join('\n'), ...paragraphs, ''].join('\n')
}

/** Indented like YAML; what fits in a line stands in one. */
function linesOf(value: object, indent: string): string[] {
  const entries = Object.entries(value).filter(
    ([key, part]) => part !== undefined && !leftOut.test(key) && !isMadeUp(part),
  )
  if (!Array.isArray(value)) entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.flatMap(([key, part]) => {
    const label = Array.isArray(value) ? '-' : `${key}:`
    const line = `${indent}${label} ${JSON.stringify(part)}`
    if (typeof part !== 'object' || part === null || line.length <= widest) return [line]
    return [`${indent}${label}`, ...linesOf(part, `${indent}  `)]
  })
}
