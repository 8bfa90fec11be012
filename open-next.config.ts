import type { OpenNextConfig } from '@opennextjs/aws/types/open-next.js'

// Every page reads the tables on each request, so there is nothing to keep between requests: no bucket is asked, and SST
// makes no revalidation queue, no tag table and no functions for them.
const site = {
  default: {
    override: {
      wrapper: 'aws-lambda-streaming',
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
