import type { World } from './world'

let world: World | undefined

/** The simulation that runs in this process now. */
export function running(): World {
  if (!world) throw new Error('No simulation is running')
  return world
}

export function setRunning(next: World | undefined) {
  world = next
}
