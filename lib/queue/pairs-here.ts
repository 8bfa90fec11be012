import { sendsMail } from '../mail/sender'
import { mailPair, type Pair, pairs } from './queue'

/** The queues of this shop: that of mail stands only where it sends any. */
export const pairsHere = (): readonly Pair[] => (sendsMail() ? [...pairs, mailPair] : pairs)
