/** What must be deployed: sections 2, 3 and 8 of the design, as data. A change of sst.config.ts is a change here too. */

export type TableDesign = {
  keys: string[]
  indexes?: Record<string, { keys: string[]; projection: 'ALL' | 'KEYS_ONLY' | string[] }>
  ttl?: string
}

/** Every key is a string. */
export const tables: Record<string, TableDesign> = {
  ProductTable: {
    keys: ['id'],
    indexes: {
      byCategory: {
        keys: ['category', 'name'],
        projection: ['description', 'price', 'image', 'reorderLevel', 'lastRestocked'],
      },
    },
  },
  BasketTable: { keys: ['userName'], ttl: 'expiresAt' },
  OrderTable: {
    keys: ['userName', 'orderDate'],
    indexes: { byDay: { keys: ['orderDay', 'orderDate'], projection: 'KEYS_ONLY' } },
  },
  PaymentTable: {
    keys: ['paymentId'],
    indexes: { byUser: { keys: ['userName', 'processedAt'], projection: 'KEYS_ONLY' } },
  },
  CheckoutTable: {
    keys: ['checkoutId'],
    indexes: {
      byOpen: { keys: ['open', 'dueAt'], projection: 'ALL' },
      byShopper: { keys: ['openFor', 'orderDate'], projection: ['items', 'totalPrice'] },
    },
    ttl: 'expiresAt',
  },
  ReservationTable: { keys: ['orderId'] },
  AccountTable: { keys: ['userName'] },
}

export const bus = 'SwnEventBus'
export const busDeadLetters = 'SwnEventBusDlq'
export const retry = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 30 }

const order = 'OrderQueue'
const inventory = 'InventoryQueue'
const payment = 'PaymentQueue'
export const queues = [order, inventory, payment]

/** The table of events: each is one rule, with a target for each service that listens. */
export const events = [
  { source: 'com.swn.basket.checkoutbasket', type: 'CheckoutBasket', to: [order, inventory, payment] },
  { source: 'com.swn.payment', type: 'PaymentCompleted', to: [order] },
  { source: 'com.swn.payment', type: 'PaymentFailed', to: [order, inventory] },
  { source: 'com.swn.payment', type: 'PaymentRefunded', to: [order] },
  { source: 'com.swn.inventory', type: 'StockReserved', to: [order] },
  { source: 'com.swn.inventory', type: 'StockRejected', to: [order, payment] },
  { source: 'com.swn.inventory', type: 'StockReleased', to: [order] },
]

/** By the function whose role it is: the source that it alone speaks for. The reconciler says again what the site said. */
export const publishers: Record<string, string> = {
  SiteServer: 'com.swn.basket.checkoutbasket',
  reconcile: 'com.swn.basket.checkoutbasket',
  inventory: 'com.swn.inventory',
  payment: 'com.swn.payment',
}

export const receives = 10
export const deadLetterDays = 14
export const visibilityPerTimeout = 6

const service = { handler: 'handler', timeoutSeconds: 10, memoryMb: 512 }
const batches = { batchSize: 10, windowSeconds: 0, partialResponses: true, maximumConcurrency: 50 }

export type FunctionDesign = typeof service &
  ({ queue: string; mapping: typeof batches } | { schedule: string; event: unknown })

/** By file in functions/. */
export const functions: Record<string, FunctionDesign> = {
  ordering: { ...service, queue: order, mapping: batches },
  inventory: { ...service, queue: inventory, mapping: batches },
  payment: { ...service, queue: payment, mapping: batches },
  reconcile: { ...service, timeoutSeconds: 60, schedule: 'rate(1 minute)', event: {} },
}

/** SST's function that runs Next. */
export const site = { name: 'SiteServer', timeoutSeconds: 20, memoryMb: 1024 }

export const runtime = 'nodejs24.x'
export const architecture = 'arm64'
export const logDays = 30

export const oldestMessageSeconds = 600
export const oldestCheckoutSeconds = 900
