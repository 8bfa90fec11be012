import { log } from '../observe/log'
import { openShards } from './checkout'
import { listDueCheckouts } from './store'

type Round = { rows: Record<string, unknown>[]; failedShards: number }

/** Of each shard, so that a round holds some five hundred checkouts, or 16 MB of large ones. */
const rowsAtOnce = 32

/**
 * The checkouts that are due by `dueBy`, in rounds: the next few of every shard, longest due first. A shard that cannot
 * be read is left until the next run; it keeps none of the others back.
 */
export async function* dueRounds(dueBy: string): AsyncGenerator<Round> {
  let readers = openShards.map((shard) => listDueCheckouts(shard, dueBy, rowsAtOnce))
  while (readers.length > 0) {
    const pages = await Promise.allSettled(readers.map((reader) => reader.next()))
    const failed = pages.flatMap((page) => (page.status === 'rejected' ? [page.reason] : []))
    for (const error of failed) log.error('Open checkouts not read', { error })
    const rows = pages.flatMap((page) => (page.status === 'fulfilled' && page.value.value) || [])
    yield { rows, failedShards: failed.length }
    readers = readers.filter((_, index) => {
      const page = pages[index]
      return page?.status === 'fulfilled' && !page.value.done
    })
  }
}
