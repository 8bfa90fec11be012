import { Resource } from 'sst'
import { mappingState, switchMapping } from '../aws/lambda'
import { log } from '../observe/log'
import { pairs } from '../queue/queue'
import { isOver } from './pause'
import { findPause } from './store'

/**
 * Makes every consumer take messages, or none, as is wanted now: a pause that is over ends here, and so does what was cut short
 * between being wanted and being done. Nothing stays disabled that nobody wants so.
 */
export const keepPauses = (now = new Date()) =>
  Promise.all(
    pairs.map(({ consumer, name: queue }) =>
      keepPause(consumer, queue, now).catch((error) => log.error('Pause not kept', { queue, error })),
    ),
  )

async function keepPause(
  consumer: (typeof pairs)[number]['consumer'],
  queue: (typeof pairs)[number]['name'],
  now: Date,
) {
  const uuid = Resource.Mappings[queue]
  // Before what is wanted: what a pause has disabled since is then known to be wanted.
  const state = await mappingState(uuid)
  const pause = await findPause(consumer)
  const wanted = pause && !isOver(pause, now) ? 'Disabled' : 'Enabled'
  // What is on its way to either cannot be switched yet.
  if (state === wanted || (state !== 'Enabled' && state !== 'Disabled')) return
  await switchMapping(uuid, wanted === 'Enabled')
  log.info('Consumer switched', { queue, status: wanted })
}
