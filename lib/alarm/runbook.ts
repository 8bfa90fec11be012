/** What alarms mean and what to do: in an alarm's own description, on the console, and in docs/operations.md (`npm run docs`). */
type Entry = { alarms: readonly string[]; means: string; todo: string }

/** In Markdown of which only code and links are used. */
export const runbook: readonly Entry[] = [
  {
    alarms: ['OrderQueueDlqDepth', 'InventoryQueueDlqDepth', 'PaymentQueueDlqDepth', 'MailQueueDlqDepth'],
    means: 'a message failed ten times, over five minutes or more',
    todo: "`filter message = 'Message failed' | stats count() by service, error.name, error.message`. `Malformed`: somebody publishes what is no event of ours; read one in the queue, then purge. Anything else: end the cause, deploy if it is ours, then redrive. Of mail, `MessageRejected` is a sender that is not verified, or in SES's sandbox an addressee",
  },
  {
    alarms: ['SwnEventBusDlqDepth'],
    means: 'EventBridge could not reach a queue for an hour',
    todo: "look at the queue's policy and the rule's target in the last deploy. Nothing is lost: replay, then purge",
  },
  {
    alarms: ['OrderQueueAge', 'InventoryQueueAge', 'PaymentQueueAge', 'MailQueueAge'],
    means: 'a message waits for over ten minutes',
    todo: 'of mail, more orders have settled than SES lets the account send to: ask for more. Else function errors or throttles first, then the table it writes to: [scaling.md](scaling.md). It clears by itself once the cause is gone',
  },
  {
    alarms: ['ReconcilerGaveUp'],
    means: 'a checkout is open after ten attempts, some hours',
    todo: "`filter message = 'Open checkout published again' and level = 'ERROR'` gives its orderId; read its story. The reconciler goes on each hour; after a repair, replay",
  },
  {
    alarms: ['ReconcilerSilent'],
    means:
      'no metric of the reconciler for five minutes: the schedule is off, the function cannot start or cannot write. What is lost is not published again meanwhile',
    todo: "the schedule's state in EventBridge Scheduler, then the log group of `reconcile`. After the repair it catches up by itself",
  },
  {
    alarms: ['ReconcileEventsDropped'],
    means: 'Lambda gave up an invocation of the schedule after its retries',
    todo: 'read the errors of `reconcile`; the next minute runs anyhow',
  },
  {
    alarms: ['OldestOpenCheckout'],
    means:
      'a checkout of over fifteen minutes ago is still open. It stays for an hour after the last such look',
    todo: "`filter message = 'Open checkout published again' | sort attempts desc` gives its orderId; read its story: the service whose line is missing is the one that fails",
  },
  {
    alarms: [
      'OrderingErrors',
      'InventoryErrors',
      'PaymentErrors',
      'ReconcileErrors',
      'MailErrors',
      'RestockedErrors',
    ],
    means:
      'a function failed whole batches, or timed out, for ten minutes and more. A batch counts where not one of its messages succeeded, a run of `restocked` where not one of its mails was sent',
    todo: "`filter message in ['Message failed', 'Restock not mailed']` by `error.name`: a table, the bus or SES that is away, or the last deploy. Messages wait; those that end in a dead-letter queue are redriven. Watches wait too",
  },
  {
    alarms: [
      'OrderingThrottles',
      'InventoryThrottles',
      'PaymentThrottles',
      'ReconcileThrottles',
      'MailThrottles',
      'RestockedThrottles',
    ],
    means: 'Lambda has no room to run a function for ten minutes and more',
    todo: "the account's concurrency, and who uses it: [scaling.md](scaling.md)",
  },
  {
    alarms: ['SiteErrors', 'SiteThrottles'],
    means:
      "the site's function crashes or times out for ten minutes and more; it was throttled, and shoppers were turned away",
    todo: 'as above; throttles ring at once',
  },
  {
    alarms: ['SiteFaults'],
    means: 'the site answered more than five requests with 5xx within five minutes',
    todo: "`filter service = 'site' and level = 'ERROR' | stats count() by path, error.name`",
  },
  {
    alarms: ['InventoryPublishFailed', 'PaymentPublishFailed', 'ReconcilePublishFailed', 'SitePublishFailed'],
    means: 'the bus has refused events for ten minutes and more',
    todo: "`filter error.name = 'PublishFailed' or error.name = 'AccessDeniedException'`: the bus, its quota, or the conditions of the role. Nothing is lost: a service says it again when its message comes back, the reconciler a minute after the site",
  },
  {
    alarms: ['OrdersContradictory'],
    means:
      'an order has facts that no purchase comes by. Roles may put their own events only, so somebody speaks for a service who can',
    todo: "`filter message = 'Order contradicts itself'` gives its orderId. Compare its Order row with Payment and Reservation, which are right: refund or reserve by hand, and find out whose credentials put the event (CloudTrail data events of the bus)",
  },
]

export const entryOf = (alarm: string) => runbook.find(({ alarms }) => alarms.includes(alarm))

const plain = (markdown: string) => markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')

/** What whoever the alarm wakes is told. @throws Error where nothing is written about it */
export function describeAlarm(alarm: string): string {
  const entry = entryOf(alarm)
  if (!entry) throw new Error(`lib/alarm/runbook.ts says nothing of ${alarm}`)
  return plain(`It means: ${entry.means}. What to do: ${entry.todo}.`)
}

/** A text in pieces: code, and what stands between. */
export const piecesOf = (markdown: string) =>
  plain(markdown)
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
