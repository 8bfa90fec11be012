import type { Answers } from './checkout-request'
import { money, stock } from './invariants/books'
import { answers, attempts, baskets, messages, piecesOnce, prices } from './invariants/promises'
import { closed, histories, holdings, oneOfEach, totals } from './invariants/rows'
import { readRows } from './rows'
import type { Violation } from './violation'
import type { World } from './world'

/** Everything that must hold once nothing more will happen. */
export async function checkInvariants(world: World, given: Answers): Promise<Violation[]> {
  const rows = await readRows(world.tables).catch((error: Error) => error)
  if (rows instanceof Error) return [{ invariant: '0 rows', what: rows.message.replace(/\s+/g, ' ') }]
  return [
    ...oneOfEach(rows),
    ...totals(rows),
    ...stock(rows, world),
    ...holdings(rows, world),
    ...closed(rows),
    ...messages(rows, world),
    ...histories(rows),
    ...money(rows, world),
    ...answers(rows, given),
    ...baskets(rows, world),
    ...piecesOnce(rows, world),
    ...prices(rows, world),
    ...attempts(rows, world),
    ...world.forgeries.falseAlarms(),
  ]
}
