import type { Patch } from './campaign'

export type Mutant = Patch & { name: string }

const always = 'attribute_not_exists(nothing)'

/** A condition that holds whatever the row is, and still uses the placeholders of the one it replaces. */
const holds = (condition: string) => `(${always} OR ${condition})`
const without = (name: string, file: string, condition: string): Mutant => ({
  name,
  file,
  find: condition,
  replace: holds(condition),
})

/** Every safeguard that can be taken out by itself; what each run must notice. */
export const mutants: readonly Mutant[] = [
  without(
    'a checkout is put over an earlier one',
    'lib/checkout/store.ts',
    'attribute_not_exists(checkoutId)',
  ),
  without(
    'a basket is taken that was changed',
    'lib/basket/store.ts',
    '#version = :version AND checkoutId = :checkoutId',
  ),
  without('a basket is saved over another tab’s', 'lib/basket/store.ts', '#version = :before'),
  {
    name: 'a basket is saved over the one that followed its checkout',
    file: 'lib/basket/store.ts',
    find: '#version = :before AND checkoutId = :checkoutId',
    replace: '#version = :before AND (attribute_exists(userName) OR checkoutId = :checkoutId)',
  },
  {
    name: 'a change is not remembered',
    file: 'lib/basket/change-basket.ts',
    find: '.slice(-rememberedChanges)',
    replace: '.slice(rememberedChanges)',
  },
  {
    name: 'a checkout forgets the changes of its basket',
    file: 'lib/basket/store.ts',
    find: '      changes,\n      checkoutId: nextCheckoutId,',
    replace: '      changes: changes?.slice(changes.length),\n      checkoutId: nextCheckoutId,',
  },
  without('stock is reserved twice', 'lib/reservation/store.ts', 'attribute_not_exists(orderId)'),
  without('stock is taken below zero', 'lib/product/stock.ts', 'availableStock >= :quantity'),
  without('stock is given back twice', 'lib/reservation/store.ts', '#status = :reserved'),
  {
    name: 'a product that is gone keeps back the stock of the others',
    file: 'lib/reservation/release-stock.ts',
    find: 'lost.push(...returning.filter((_, index) => gone[index]))',
    replace: "throw new Error('a product is gone')",
  },
  {
    name: 'stock that was lost is not recorded',
    file: 'lib/reservation/store.ts',
    find: "', lost = :lost'",
    replace: "', forgotten = :lost'",
  },
  {
    name: 'stock comes back to a product that was deleted',
    file: 'lib/product/stock.ts',
    find: "SET availableStock = availableStock + :quantity',\n    ConditionExpression: 'attribute_type(availableStock, :number)'",
    replace:
      "SET availableStock = if_not_exists(availableStock, :quantity) + :quantity',\n    ConditionExpression: 'attribute_not_exists(nothing) OR attribute_type(availableStock, :number)'",
  },
  without(
    'a payment is opened over an earlier one',
    'lib/payment/store.ts',
    'attribute_not_exists(paymentId)',
  ),
  without('a payment goes back', 'lib/payment/store.ts', '#status = :from'),
  {
    name: 'an order is written over by another',
    file: 'lib/order/store.ts',
    find: '(attribute_not_exists(orderId) OR orderId = :orderId) AND ',
    replace: '',
  },
  {
    name: 'an order’s facts go back',
    file: 'lib/order/store.ts',
    find: "const absent = 'attribute_not_exists(#fact)'",
    replace: "const absent = '(attribute_not_exists(#fact) OR attribute_exists(#fact))'",
  },
  {
    name: 'history is told twice',
    file: 'lib/order/store.ts',
    find: 'if (row.history.some(({ what }) => what === entry.what)) return row',
    replace: '',
  },
  {
    name: 'a fact overtaken by the next is not remembered',
    file: 'lib/order/store.ts',
    find: ': appendHistory(key, applied.row, entry)',
    replace: ': applied.row',
  },
  {
    name: 'a checkout is closed before its order is placed',
    file: 'lib/order/order.ts',
    find: 'totalPrice === undefined ? open(outcome.status) : outcome',
    replace: 'outcome',
  },
  {
    name: 'a closed checkout is postponed',
    file: 'lib/checkout/store.ts',
    find: 'attribute_exists(#open) AND dueAt = :read',
    replace: 'attribute_exists(checkoutId) OR attribute_exists(#open) AND dueAt = :read',
  },
  {
    name: 'two firings of the schedule count two attempts',
    file: 'lib/checkout/store.ts',
    find: 'attribute_exists(#open) AND dueAt = :read',
    replace: 'attribute_exists(#open) AND (attribute_exists(#open) OR dueAt = :read)',
  },
  {
    name: 'what was not published is postponed',
    file: 'lib/checkout/reconcile-checkouts.ts',
    find: "log.error('Open checkout not published', { error })\n    return 'failed'",
    replace: "log.error('Open checkout not published', { error })",
  },
  {
    name: 'a reservation that was found is not published',
    file: 'lib/reservation/reserve-stock.ts',
    find: 'publishReservation(order, await decide(order, timeLeft), publishEvent)',
    replace:
      'decide(order, timeLeft).then((decided) => decided.lines === order.items ? publishReservation(order, decided, publishEvent) : decided)',
  },
  {
    name: 'reservations made together are not published',
    file: 'lib/reservation/reserve-stock.ts',
    find: '? publishReservation(order, reservation, publishEvent)',
    replace: '? Promise.resolve(reservation)',
  },
  {
    name: 'only who charges a payment publishes it',
    file: 'lib/payment/charge-payment.ts',
    find: 'return publishPayment(await settlePayment(payment, gateway), traceId, publishEvent)',
    replace:
      "return payment.status === 'PENDING' ? publishPayment(await settlePayment(payment, gateway), traceId, publishEvent) : payment",
  },
  {
    name: 'a checkout that was found is not published',
    file: 'lib/checkout/checkout-basket.ts',
    find: 'return announce(earlier)',
    replace: 'return announce({ ...earlier, open: undefined })',
  },
  {
    name: 'FailedEntryCount is not read',
    file: 'lib/aws/bus.ts',
    find: 'answer.FailedEntryCount && !id',
    replace: 'answer.FailedEntryCount === -1 && !id',
  },
  {
    name: 'failures of a batch are not reported',
    file: 'functions/consume.ts',
    find: 'batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.messageId }))',
    replace: 'batchItemFailures: []',
  },
  {
    name: 'the basket’s price is charged, not the product’s',
    file: 'lib/checkout/checkout-basket.ts',
    find: '[{ ...line, productName: product.name, price: product.price }]',
    replace: '[line]',
  },
  {
    name: 'every charge has a key of its own',
    file: 'lib/payment/charge-payment.ts',
    find: 'const chargeOf = ({ paymentId, amount }: Payment) => ({ paymentId, amount })',
    replace:
      "const chargeOf = ({ paymentId, amount }: Payment) => ({ paymentId: [paymentId, Math.random()].join('-'), amount })",
  },
  {
    name: 'a release before the reservation leaves no mark',
    file: 'lib/reservation/release-stock.ts',
    find: "const reservation = await decideReservation({ orderId, status: 'RELEASED', lines: [], at })",
    replace:
      "const reservation = (await findReservation(orderId)) ?? { orderId, status: 'RELEASED' as const, lines: [], at }",
  },
  {
    name: 'a cancellation before the payment leaves no mark',
    file: 'lib/payment/charge-payment.ts',
    find: "Detail<'StockRejected'>,\n  gateway: PaymentGateway = simulatedGateway,\n  publishEvent: Publish = publish,\n): Promise<Payment> {",
    replace:
      "Detail<'StockRejected'>,\n  gateway: PaymentGateway = simulatedGateway,\n  publishEvent: Publish = publish,\n) {\n  const stored = await (await import('./store')).findPayment(paymentIdOf(orderId))\n  if (!stored) return { status: 'FAILED' as const }",
  },
  {
    name: 'a cancelled payment is not marked',
    file: 'lib/payment/charge-payment.ts',
    find: 'return markCancelled(await advancePayment(payment, { status: payment.status, cancelled: true }))',
    replace: 'return payment',
  },
  {
    name: 'a cancelled payment is not refunded',
    file: 'lib/payment/charge-payment.ts',
    find: 'await gateway.refund(chargeOf(payment))',
    replace: '',
  },
  {
    name: 'a failed payment does not release its stock',
    file: 'functions/inventory.ts',
    find: 'releaseStock(event.detail, publish, timeLeft)',
    replace: "{ status: 'RELEASED' as const }",
  },
  {
    name: 'nothing is published again',
    file: 'lib/checkout/reconcile-checkouts.ts',
    find: 'await publishCheckout(checkout, publishEvent)',
    replace: '',
  },
  {
    name: 'cents are cut off, not rounded',
    file: 'lib/money.ts',
    find: 'Math.round(amount * 100),',
    replace: 'Math.floor(amount * 100),',
  },
  {
    name: 'a conflict with another transaction counts as a refusal',
    file: 'lib/aws/dynamo.ts',
    find: "reasonsOf(error).some(({ Code }) => Code === 'ConditionalCheckFailed')",
    replace: "reasonsOf(error).some(({ Code }) => Code !== 'None')",
  },
  {
    name: 'a single write gives up where it met a transaction',
    file: 'lib/aws/dynamo.ts',
    find: 'error instanceof TransactionConflictException ||',
    replace: 'false ||',
  },
  {
    name: 'an open checkout is not listed',
    file: 'lib/order/find-orders.ts',
    find: 'await listOpenCheckouts(userName, { limit, ...dates })',
    replace: '[]',
  },
  {
    name: 'an open checkout is listed beside its order',
    file: 'lib/order/find-orders.ts',
    find: '.filter(({ checkoutId }) => !known.has(checkoutId))',
    replace: '',
  },
  {
    name: 'an order is found by its id’s clock alone',
    file: 'lib/order/find-orders.ts',
    find: 'await findOrderRow(checkout)',
    replace: 'undefined',
  },
  {
    name: 'a closed checkout stays on My Orders',
    file: 'lib/checkout/store.ts',
    find: 'REMOVE #open, dueAt, openFor',
    replace: 'REMOVE #open, dueAt',
  },
  {
    name: 'a checkout is put into no index of its shopper',
    file: 'lib/checkout/checkout-basket.ts',
    find: '    openFor: basket.userName,\n',
    replace: '',
  },
  {
    name: 'an order that contradicts itself is not counted',
    file: 'lib/order/record-event.ts',
    find: 'if (contradictory) measure(',
    replace: 'if (!contradictory) void (',
  },
  {
    name: 'an order that newer code wrote is not listed',
    file: 'lib/order/store.ts',
    find: 'forgiving: ReadableOrderRow,',
    replace: '',
  },
  {
    name: 'an order that newer code wrote is never settled',
    file: 'lib/order/store.ts',
    find: 'readOrderRow(row) ?? OrderRow.parse(row)',
    replace: 'OrderRow.parse(row)',
  },
  {
    name: 'a function begins what it has no time for',
    file: 'functions/consume.ts',
    find: 'Math.max(0, timeLeft())',
    replace: '600_000',
  },
]
