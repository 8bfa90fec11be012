import streaming from '@opennextjs/aws/overrides/wrappers/aws-lambda-streaming.js'
import type { OpenNextConfig } from '@opennextjs/aws/types/open-next.js'

const { wrapper: stream } = streaming

/**
 * Streams with gzip. To a browser that takes Brotli OpenNext sends it at its slowest level: 100 ms of processor time more
 * for the catalogue, to save 3 KB.
 */
const gzipped: typeof stream = (handler, converter) =>
  stream(handler, {
    ...converter,
    async convertFrom(event) {
      const request = await converter.convertFrom(event)
      const accepted = request.headers['accept-encoding'] ?? ''
      request.headers['accept-encoding'] = accepted.includes('gzip') ? 'gzip' : 'identity'
      return request
    },
  })

// Every page reads the tables on each request, so there is little to keep between requests: no bucket is asked, and SST
// makes no revalidation queue, no tag table and no functions for them.
const site = {
  default: {
    override: {
      wrapper: async () => ({ ...streaming, wrapper: gzipped }),
      incrementalCache: 'dummy',
      tagCache: 'dummy',
      queue: 'dummy',
    },
  },
  dangerous: { disableIncrementalCache: true, disableTagCache: true },
} satisfies OpenNextConfig

export default {
  ...site,
  // SST deploys an image optimizer all the same. Pictures are small WebP files served as they are, so it gets no loader,
  // and `false`, which the type leaves out, keeps npm from downloading sharp.
  imageOptimization: { loader: 'dummy', install: false },
}
