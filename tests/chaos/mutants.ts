/** One safeguard taken out of the code, by replacing a text that occurs exactly once in a file. */
export type Mutant = { name: string; file: string; find: string; replace: string }

type Change = [find: string, replace?: string]

/** Every safeguard that can be taken out by itself, by file; what each run must notice. */
const changes: Record<string, Record<string, Change>> = {
  'functions/consume.ts': {
    'failures of a batch are not reported': [
      'batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId }))',
      'batchItemFailures: []',
    ],
    'a function begins what it has no time for': ['Math.max(0, timeLeft())', '600_000'],
  },
  'functions/inventory.ts': {
    'a failed payment does not release its stock': [
      ': releaseStock(',
      ": event.type === 'PaymentFailed' ? { status: 'RELEASED' as const } : releaseStock(",
    ],
    'a cancelled order does not release its stock': [
      ': releaseStock(',
      ": event.type === 'OrderCancelled' ? { status: 'RELEASED' as const } : releaseStock(",
    ],
    'stock of a cancelled order is told as any other': [
      "timeLeft, event.type === 'OrderCancelled')",
      'timeLeft)',
    ],
  },
  'functions/payment.ts': {
    'a cancelled order keeps its payment': [
      ': cancelPayment(',
      ": event.type === 'OrderCancelled' ? { status: 'REFUNDED' as const } : cancelPayment(",
    ],
  },
  'lib/aws/bus.ts': {
    'FailedEntryCount is not read': [
      'answer.FailedEntryCount && !id',
      'answer.FailedEntryCount === -1 && !id',
    ],
  },
  'lib/aws/dynamo.ts': {
    'a conflict with another transaction counts as a refusal': [
      "reasonsOf(error).some(({ Code }) => Code === 'ConditionalCheckFailed')",
      "reasonsOf(error).some(({ Code }) => Code !== 'None')",
    ],
    'a single write gives up where it met a transaction': [
      'error instanceof TransactionConflictException ||',
      'false ||',
    ],
  },
  'lib/basket/change-basket.ts': {
    'a change is not remembered': ['.slice(-rememberedChanges)', '.slice(rememberedChanges)'],
    'a change of the cart forgets what its shopper waits for': [
      'watch = (watching) => watching',
      'watch = () => []',
    ],
  },
  'lib/basket/watch-product.ts': {
    'what a shopper waits for is not noted for the mail': [
      'changed.basket.watching?.includes(productId)',
      'false',
    ],
  },
  'lib/account/merge-guest.ts': {
    'a guest’s orders are not linked to its account': ['      linkGuest(account, guest),\n', ''],
    'a guest’s basket ends without becoming the account’s': [
      '...(basket ? [savingBasket(basket)] : []),',
      '',
    ],
  },
  'lib/account/store.ts': {
    'an account is merged as a guest would be': [
      "Item: endedName(guest),\n    ConditionExpression: 'attribute_not_exists(userName)',",
      'Item: endedName(guest),',
    ],
  },
  'lib/basket/merge-baskets.ts': {
    'a merge does not add quantities up': ['line.quantity + (held?.quantity ?? 0)', 'line.quantity'],
    'a merge forgets the changes of the guest’s basket': ['...(guest.changes ?? [])', ''],
    'what a merge left out is not told': ['if (kept < asked) cut.push', 'if (kept > asked) cut.push'],
  },
  'lib/basket/store.ts': {
    'a basket is taken that was changed': [
      '      ...asRead(basket),\n    },\n  }\n}\n\nfunction',
      '    },\n  }\n}\n\nfunction',
    ],
    'a basket is saved over another tab’s': ['#version = :before'],
    'a basket is saved over the one that followed its checkout': [
      '#version = :before AND checkoutId = :checkoutId',
      '#version = :before AND (attribute_exists(userName) OR checkoutId = :checkoutId)',
    ],
    'a checkout forgets the changes of its basket': [
      '        changes,\n        pace,\n',
      '        changes: changes?.slice(changes.length),\n        pace,\n',
    ],
    'a checkout forgets what its shopper waits for': [
      'const watching = unbought(basket)',
      'const watching = undefined',
    ],
  },
  'lib/checkout/checkout-basket.ts': {
    'a checkout that was found is not published': [
      'return announce(earlier)',
      'return announce({ ...earlier, open: undefined })',
    ],
    'the basket’s price is charged, not the product’s': [
      '[{ ...line, productName: product.name, price: product.price }]',
      '[line]',
    ],
    'a checkout is put into no index of its shopper': ['    openFor: userName,\n', ''],
  },
  'lib/checkout/purchase.ts': {
    'what a delivery costs is not in the total': [
      'sum([totalOf(items), ...(delivery ? [delivery.price] : [])])',
      'sum([totalOf(items), ...(delivery ? [] : [])])',
    ],
  },
  'lib/checkout/reconcile-checkouts.ts': {
    'what was not published is postponed': [
      "log.error('Open checkout not published', { error })\n    return 'failed'",
      "log.error('Open checkout not published', { error })",
    ],
    'nothing is published again': ['await publishCheckout(checkout, publish.checkout)', ''],
    'a cancellation is not published again': [
      'await publishCancellation(checkout, publish.cancellation)',
      '',
    ],
  },
  'lib/checkout/retry-order.ts': {
    'what is another shopper’s is answered to who placed again': [
      'checkout.userName === userName ?',
      'checkout.userName ?',
    ],
    'an order that was not declined is placed again': ['if (!order || !isDeclined(order))', 'if (!order)'],
  },
  'lib/checkout/offer.ts': {
    'what is placed again costs what it did': ['price: product?.price ?? price', 'price'],
  },
  'lib/checkout/store.ts': {
    'what is placed again is put over itself': [
      '...newCheckout(checkout),',
      '...newCheckout(checkout), ConditionExpression: undefined,',
    ],
    'a checkout is put over an earlier one': ['attribute_not_exists(checkoutId)'],
    'a closed checkout is postponed': [
      'attribute_exists(#open) AND dueAt = :read',
      'attribute_exists(checkoutId) OR attribute_exists(#open) AND dueAt = :read',
    ],
    'two firings of the schedule count two attempts': [
      'attribute_exists(#open) AND dueAt = :read',
      'attribute_exists(#open) AND (attribute_exists(#open) OR dueAt = :read)',
    ],
    'a closed checkout stays on My Orders': ['REMOVE #open, dueAt, openFor', 'REMOVE #open, dueAt'],
    'a checkout is closed whose order does not know that it is cancelled': [
      "cancelled ? '' : ' AND attribute_not_exists(cancelledAt)'",
      "''",
    ],
    'an order is cancelled twice': [
      '`attribute_not_exists(cancelledAt) AND ${',
      '`attribute_not_exists(nothing) AND ${',
    ],
    'an order is cancelled that came to nothing meanwhile': [
      "settledAt ? 'settledAt = :settledAt' : 'attribute_exists(#open)'",
      "settledAt ? '(attribute_exists(checkoutId) OR settledAt = :settledAt)' : '(attribute_exists(checkoutId) OR attribute_exists(#open))'",
    ],
    'what the shop cancelled is told as its shopper’s': [
      "...(by ? [', cancelledBy = :by'] : []),",
      "...(by ? [', cancelled = :by'] : []),",
    ],
    'a cancelled order is put into no index of its shopper': ['openFor = :shopper', 'openedFor = :shopper'],
  },
  'lib/failure/store.ts': {
    'a failure counts for more than it was': ["':one': 1,", "':one': 10,"],
  },
  'lib/money.ts': {
    'cents are cut off, not rounded': ['Math.round(amount * 100),', 'Math.floor(amount * 100),'],
  },
  'lib/order/cancel-order.ts': {
    'a cancellation is not published': ['await announce(cancelled, publishEvent)', ''],
    'a cancellation that was found is not published': [
      'if (marked) await announce(marked, publishEvent)',
      '',
    ],
    'another shopper’s order is cancelled': [
      'await findOrder([userName, ...linked], orderId)',
      'await findOrder([checkout?.userName ?? userName, ...linked], orderId)',
    ],
    'an order is judged before its checkout is read': [
      'const checkout = await findCheckout(orderId)\n    const order = await findOrder([userName, ...linked], orderId)',
      'const order = await findOrder([userName, ...linked], orderId)\n    const checkout = await findCheckout(orderId)',
    ],
  },
  'lib/order/refund-order.ts': {
    'a refund is not published': ['if (cancelled) await announce(cancelled, publishEvent)', ''],
    'a refund is not audited': [
      'transact([cancellingByShop(checkout, now), auditing(entry)])',
      'transact([cancellingByShop(checkout, now)].slice(auditing(entry).Put ? 0 : 1))',
    ],
  },
  'lib/order/refund.ts': {
    'an order that came to nothing is refunded': [
      "return status === 'CONFIRMED' ? undefined : ended(status)",
      "return status === 'PROCESSING' ? ended(status) : undefined",
    ],
  },
  'lib/order/find-orders.ts': {
    'an order’s page does not know of a cancellation before ordering does': [
      'return cancelled(order, checkout?.cancelledAt, checkout?.cancelledBy)',
      'return order',
    ],
    'My Orders does not know of a cancellation before ordering does': [
      'placed.map((order) => cancelled(order, cancelledAt.get(order.orderId)))',
      'placed',
    ],
    'an order that is yet to be placed is not shown as cancelled': [
      'return cancelled({ ...contents, userName, orderId, history }, cancelledAt)',
      'return { ...contents, userName, orderId, history }',
    ],
    'an open checkout is not listed': ['await listOpenCheckouts(userName, { limit, ...dates })', '[]'],
    'an open checkout is listed beside its order': [
      '.filter(({ checkoutId }) => !known.has(checkoutId))',
      '',
    ],
    'an order is found by its id’s clock alone': ['await findOrderRow(checkout)', 'undefined'],
  },
  'lib/order/order.ts': {
    'a checkout is closed before its order is placed': [' || totalPrice === undefined', ''],
    'a cancelled order is settled with money and stock': [
      'cancellation ? !paid && !reserved : paid === reserved',
      'paid === reserved',
    ],
    'an order that came to nothing is cancelled': [
      "if (nothingToCancel.includes(order.status)) return 'order_ended'",
      '',
    ],
    'the stock of a cancelled order counts as a contradiction': [' && !inventory.cancelled', ''],
  },
  'lib/order/queue-mail.ts': {
    'an order is mailed each time that its events come again': [
      '(await isClosable(orderId, cancellation !== undefined))',
      'orderId.length + String(cancellation).length + isClosable.length > 0',
    ],
  },
  'lib/order/record-event.ts': {
    'an order does not learn who cancelled it': ['return { by: detail.by }', 'return {}'],
    'a settled order is not mailed': ['settled && (await isToBeMailed(row))', 'settled && false'],
    'a checkout is closed before its mail is queued': [
      '  if (settled && (await isToBeMailed(row)))\n    await queueMail({ ...keyOf(row), status, traceId: event.detail.traceId }, now)\n  const closed = settled ? await closeCheckout(row.orderId, now, cancelled) : undefined\n',
      '  const toMail = settled && (await isToBeMailed(row))\n  const closed = settled ? await closeCheckout(row.orderId, now, cancelled) : undefined\n  if (toMail) await queueMail({ ...keyOf(row), status, traceId: event.detail.traceId }, now)\n',
    ],
    'an order that contradicts itself is not counted': [
      'if (contradictory) measure(',
      'if (!contradictory) void (',
    ],
  },
  'lib/order/store.ts': {
    'an order is written over by another': ['(attribute_not_exists(orderId) OR orderId = :orderId) AND ', ''],
    'an order’s facts go back': [
      "const absent = 'attribute_not_exists(#fact)'",
      "const absent = '(attribute_not_exists(#fact) OR attribute_exists(#fact))'",
    ],
    'history is told twice': ['if (row.history.some(({ what }) => what === entry.what)) return row', ''],
    'a fact overtaken by the next is not remembered': [
      ': appendHistory(key, applied.row, entry)',
      ': applied.row',
    ],
    'an order that newer code wrote is not listed': ['forgiving: ReadableOrderRow,', ''],
    'an order that newer code wrote is never settled': [
      'readOrderRow(row) ?? OrderRow.parse(row)',
      'OrderRow.parse(row)',
    ],
  },
  'lib/payment/charge-payment.ts': {
    'only who charges a payment publishes it': [
      'return publishPayment(await settlePayment(payment, gateway), traceId, publishEvent)',
      "return payment.status === 'PENDING' ? publishPayment(await settlePayment(payment, gateway), traceId, publishEvent) : payment",
    ],
    'every charge has a key of its own': [
      'const chargeOf = ({ paymentId, amount }: Payment) => ({ paymentId, amount })',
      "const chargeOf = ({ paymentId, amount }: Payment) => ({ paymentId: [paymentId, Math.random()].join('-'), amount })",
    ],
    'a cancellation before the payment leaves no mark': [
      "Detail<'OrderCancelled'>,\n  gateway: PaymentGateway = simulatedGateway,\n  publishEvent: Publish = publish,\n): Promise<Payment> {",
      "Detail<'OrderCancelled'>,\n  gateway: PaymentGateway = simulatedGateway,\n  publishEvent: Publish = publish,\n) {\n  const stored = await (await import('./store')).findPayment(paymentIdOf(order.orderId))\n  if (!stored) return { status: 'FAILED' as const }",
    ],
    'a cancelled payment is not marked': [
      'const advanced = await advancePayment(payment, { status, cancelled: true, failureReason })',
      'return payment',
    ],
    'a cancelled payment is not refunded': ['await gateway.refund(chargeOf(payment))', ''],
  },
  'lib/payment/store.ts': {
    'a payment is opened over an earlier one': ['attribute_not_exists(paymentId)'],
    'a payment goes back': ['#status = :from'],
  },
  'lib/product/stock.ts': {
    'stock is taken below zero': ['availableStock >= :quantity'],
    'stock comes back to a product that was deleted': [
      "SET availableStock = availableStock + :quantity',\n    ConditionExpression: 'attribute_type(availableStock, :number)'",
      "SET availableStock = if_not_exists(availableStock, :quantity) + :quantity',\n    ConditionExpression: 'attribute_not_exists(nothing) OR attribute_type(availableStock, :number)'",
    ],
  },
  'lib/reservation/release-stock.ts': {
    'a product that is gone keeps back the stock of the others': [
      'lost.push(...returning.filter((_, index) => gone[index]))',
      "throw new Error('a product is gone')",
    ],
    'a release before the reservation leaves no mark': [
      "const reservation = await decideReservation({ orderId, status: 'RELEASED', lines: [], at, ...why })",
      "const reservation = (await findReservation(orderId)) ?? { orderId, status: 'RELEASED' as const, lines: [], at }",
    ],
  },
  'lib/reservation/reserve-stock.ts': {
    'a reservation that was found is not published': [
      'publishReservation(order, await decide(order, timeLeft), publishEvent)',
      'decide(order, timeLeft).then((decided) => decided.lines === order.items ? publishReservation(order, decided, publishEvent) : decided)',
    ],
    'a rejection does not say what was to be paid': [
      '{ ...stock, shortages, totalPrice }',
      '{ ...stock, shortages }',
    ],
    'reservations made together are not published': [
      '? publishReservation(order, reservation, publishEvent)',
      '? Promise.resolve(reservation)',
    ],
  },
  'lib/reservation/store.ts': {
    'stock is reserved twice': ['attribute_not_exists(orderId)'],
    'stock is given back twice': ['#status = :reserved'],
    'stock that was lost is not recorded': ["', lost = :lost'", "', forgotten = :lost'"],
  },
}

/** A condition that holds whatever the row is, and still uses the placeholders of the one it replaces. */
const holds = (condition: string) => `(attribute_not_exists(nothing) OR ${condition})`

export const mutants: readonly Mutant[] = Object.entries(changes).flatMap(([file, ofFile]) =>
  Object.entries(ofFile).map(([name, [find, replace = holds(find)]]) => ({ name, file, find, replace })),
)
