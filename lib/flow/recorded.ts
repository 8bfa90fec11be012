import type { Flow } from './flow'

/** Written by `npm run docs` from sst.config.ts. */
export const recorded: Flow = {
  site: 'Site',
  bus: 'SwnEventBus',
  busDeadLetters: 'SwnEventBusDlq',
  events: [
    {
      name: 'CheckoutBasket',
      by: 'Site',
      to: ['OrderQueue', 'InventoryQueue', 'PaymentQueue'],
    },
    {
      name: 'StockReserved',
      by: 'inventory',
      to: ['OrderQueue'],
    },
    {
      name: 'StockRejected',
      by: 'inventory',
      to: ['OrderQueue', 'PaymentQueue'],
    },
    {
      name: 'PaymentCompleted',
      by: 'payment',
      to: ['OrderQueue'],
    },
    {
      name: 'OrderCancelled',
      by: 'Site',
      to: ['OrderQueue', 'InventoryQueue', 'PaymentQueue'],
    },
    {
      name: 'PaymentFailed',
      by: 'payment',
      to: ['OrderQueue', 'InventoryQueue'],
    },
    {
      name: 'PaymentRefunded',
      by: 'payment',
      to: ['OrderQueue'],
    },
    {
      name: 'StockReleased',
      by: 'inventory',
      to: ['OrderQueue'],
    },
  ],
  queues: [
    {
      name: 'OrderQueue',
      deadLetters: 'OrderQueueDlq',
      tries: 10,
    },
    {
      name: 'InventoryQueue',
      deadLetters: 'InventoryQueueDlq',
      tries: 10,
    },
    {
      name: 'PaymentQueue',
      deadLetters: 'PaymentQueueDlq',
      tries: 10,
    },
    {
      name: 'MailQueue',
      deadLetters: 'MailQueueDlq',
      tries: 10,
      filledBy: 'ordering',
    },
  ],
  functions: [
    {
      name: 'ordering',
      queue: 'OrderQueue',
      tables: ['OrderTable', 'CheckoutTable'],
    },
    {
      name: 'inventory',
      queue: 'InventoryQueue',
      tables: ['ReservationTable', 'ProductTable'],
    },
    {
      name: 'payment',
      queue: 'PaymentQueue',
      tables: ['PaymentTable'],
    },
    {
      name: 'reconcile',
      schedule: 'rate(1 minute)',
      tables: ['CheckoutTable', 'PauseTable', 'DeadLetterTable', 'AuditTable'],
      publishesAgain: true,
    },
    {
      name: 'mail',
      queue: 'MailQueue',
      tables: ['OrderTable'],
    },
    {
      name: 'restocked',
      schedule: 'rate(1 minute)',
      tables: ['WatchTable', 'ProductTable', 'BasketTable', 'AccountTable'],
    },
  ],
}
