/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app(input) {
    const production = input?.stage === 'production'
    return {
      name: 'swoon',
      home: 'aws',
      removal: production ? 'retain' : 'remove',
      protect: production,
    }
  },

  async run() {
    const { events, eventTypes } = await import('./lib/events')
    const { OrderContents } = await import('./lib/checkout/purchase')
    const deletionProtection = $app.stage === 'production'

    // A link gives a name and nothing else; what a function may do stands in its own `permissions`.
    sst.Linkable.wrap(sst.aws.Dynamo, (table) => ({ properties: { name: table.name } }))
    sst.Linkable.wrap(sst.aws.Queue, (queue) => ({ properties: { url: queue.url } }))
    sst.Linkable.wrap(sst.aws.Bus, (bus) => ({ properties: { name: bus.name, arn: bus.arn } }))

    const assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' })
    // SST lets the site invalidate every distribution of the account and keep pages in its bucket. It does neither.
    const unused = ['cloudfront:CreateInvalidation', 's3:PutObject', 's3:ListBucket']
    $transform(sst.aws.Function, (args) => {
      args.architecture ??= 'arm64'
      args.permissions = $output(args.permissions).apply((granted = []) =>
        granted.filter(({ actions }) => !actions.some((action) => unused.includes(action))),
      )
      // SST lets every principal of the account assume a function's role; `sst dev` needs that, nothing else does.
      if (!$dev) args.transform = { ...args.transform, role: { assumeRolePolicy } }
    })

    const sessionSecret = new sst.Secret('SessionSecret')
    const paymentSecret = new sst.Secret('PaymentSecret')

    // Tables

    const products = new sst.aws.Dynamo('ProductTable', {
      fields: { id: 'string', category: 'string', name: 'string' },
      primaryIndex: { hashKey: 'id' },
      globalIndexes: {
        // availableStock is left out: a sale must not write to a whole category's index partition.
        byCategory: {
          hashKey: 'category',
          rangeKey: 'name',
          projection: ['description', 'price', 'image', 'reorderLevel', 'lastRestocked'],
        },
      },
      deletionProtection,
    })
    const baskets = new sst.aws.Dynamo('BasketTable', {
      fields: { userName: 'string' },
      primaryIndex: { hashKey: 'userName' },
      ttl: 'expiresAt',
      deletionProtection,
    })
    const orders = new sst.aws.Dynamo('OrderTable', {
      fields: { userName: 'string', orderDate: 'string' },
      primaryIndex: { hashKey: 'userName', rangeKey: 'orderDate' },
      deletionProtection,
    })
    const payments = new sst.aws.Dynamo('PaymentTable', {
      fields: { paymentId: 'string' },
      primaryIndex: { hashKey: 'paymentId' },
      deletionProtection,
    })
    const checkouts = new sst.aws.Dynamo('CheckoutTable', {
      fields: {
        checkoutId: 'string',
        open: 'string',
        dueAt: 'string',
        openFor: 'string',
        orderDate: 'string',
      },
      primaryIndex: { hashKey: 'checkoutId' },
      globalIndexes: {
        byOpen: { hashKey: 'open', rangeKey: 'dueAt', projection: 'all' },
        // dueAt and attempts are left out: to postpone a checkout must not write here.
        byShopper: {
          hashKey: 'openFor',
          rangeKey: 'orderDate',
          projection: Object.keys(OrderContents.shape),
        },
      },
      ttl: 'expiresAt',
      deletionProtection,
    })
    const reservations = new sst.aws.Dynamo('ReservationTable', {
      fields: { orderId: 'string' },
      primaryIndex: { hashKey: 'orderId' },
      deletionProtection,
    })

    // Queues

    const deadLetters = (name: string) =>
      new sst.aws.Queue(name, { transform: { queue: { messageRetentionSeconds: 14 * 24 * 3600 } } })

    const queueOf = (name: string) => {
      const dlq = deadLetters(`${name}Dlq`)
      // Six function timeouts, as AWS asks: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      const queue = new sst.aws.Queue(name, {
        visibilityTimeout: '60 seconds',
        dlq: { queue: dlq.arn, retry: 10 },
      })
      return { name, queue, dlq }
    }
    const queues = {
      order: queueOf('OrderQueue'),
      inventory: queueOf('InventoryQueue'),
      payment: queueOf('PaymentQueue'),
    }
    const { order, inventory, payment } = queues

    // Events: one rule per detail-type, one target per service that listens

    const bus = new sst.aws.Bus('SwnEventBus')
    const busDlq = deadLetters('SwnEventBusDlq')

    const routes = eventTypes.map((type) => ({
      type,
      targets: events[type].listeners.map((listener) => queues[listener]),
      rule: new aws.cloudwatch.EventRule(`${type}Rule`, {
        eventBusName: bus.name,
        eventPattern: JSON.stringify({ source: [events[type].source], 'detail-type': [type] }),
      }),
    }))

    for (const { type, rule, targets } of routes) {
      for (const { name, queue } of targets) {
        new aws.cloudwatch.EventTarget(`${type}To${name}`, {
          rule: rule.name,
          eventBusName: bus.name,
          targetId: name,
          arn: queue.arn,
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 30 },
          deadLetterConfig: { arn: busDlq.arn },
        })
      }
    }

    const letRulesSend = (name: string, queue: sst.aws.Queue, from: typeof routes) =>
      new aws.sqs.QueuePolicy(`${name}Policy`, {
        queueUrl: queue.url,
        policy: $jsonStringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queue.arn,
              Condition: { ArnEquals: { 'aws:SourceArn': from.map(({ rule }) => rule.arn) } },
            },
          ],
        }),
      })
    for (const service of [order, inventory, payment]) {
      const { name, queue } = service
      letRulesSend(
        name,
        queue,
        routes.filter(({ targets }) => targets.includes(service)),
      )
    }
    letRulesSend('SwnEventBusDlq', busDlq, routes)

    // Functions

    const on = (table: sst.aws.Dynamo, ...actions: string[]) => ({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table.arn],
    })
    // Of this source alone, or one function that is broken into could speak for every service. The keys hold several
    // values, and "all values" holds of none:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
    const publish = (source: (typeof events)[(typeof eventTypes)[number]]['source']) => ({
      actions: ['events:PutEvents'],
      resources: [bus.arn],
      conditions: Object.entries({
        'events:source': [source],
        'events:detail-type': eventTypes.filter((type) => events[type].source === source),
      }).flatMap(([variable, values]) => [
        { test: 'ForAllValues:StringEquals', variable, values },
        { test: 'Null', variable, values: ['false'] },
      ]),
    })
    // The SDK imports these when it is called without credentials in the environment, where Lambda puts them, and for
    // event streams. They are a third of a bundle.
    const external = [
      '@aws-sdk/credential-provider-http',
      '@aws-sdk/credential-provider-ini',
      '@aws-sdk/credential-provider-process',
      '@aws-sdk/credential-provider-sso',
      '@aws-sdk/credential-provider-web-identity',
      '@smithy/credential-provider-imds',
      '@smithy/core/event-streams',
    ]
    const runtime = {
      runtime: 'nodejs24.x',
      architecture: 'arm64',
      memory: '512 MB',
      nodejs: { minify: true, esbuild: { external } },
    } as const
    const service = { ...runtime, timeout: '10 seconds' } as const
    const observed = (name: string) => ({ POWERTOOLS_SERVICE_NAME: name, POWERTOOLS_LOG_LEVEL: 'INFO' })
    const batches = {
      batch: { size: 10, partialResponses: true },
      transform: { eventSourceMapping: { scalingConfig: { maximumConcurrency: 50 } } },
    }

    const ordering = order.queue.subscribe(
      {
        ...service,
        handler: 'functions/ordering.handler',
        link: [orders, checkouts],
        permissions: [on(orders, 'UpdateItem'), on(checkouts, 'UpdateItem')],
        environment: observed('ordering'),
      },
      batches,
    )
    const reserving = inventory.queue.subscribe(
      {
        ...service,
        handler: 'functions/inventory.handler',
        link: [reservations, products, bus],
        permissions: [
          on(reservations, 'PutItem', 'GetItem', 'UpdateItem'),
          on(products, 'UpdateItem'),
          publish('com.swn.inventory'),
        ],
        environment: observed('inventory'),
      },
      batches,
    )
    const charging = payment.queue.subscribe(
      {
        ...service,
        handler: 'functions/payment.handler',
        link: [payments, bus, paymentSecret],
        permissions: [on(payments, 'PutItem', 'UpdateItem'), publish('com.swn.payment')],
        environment: {
          ...observed('payment'),
          PAYMENT_SUCCESS_RATE: process.env.PAYMENT_SUCCESS_RATE ?? '0.9',
        },
      },
      batches,
    )
    const reconcile = new sst.aws.CronV2('Reconcile', {
      schedule: 'rate(1 minute)',
      function: {
        ...runtime,
        handler: 'functions/reconcile.handler',
        timeout: '60 seconds',
        link: [checkouts, bus],
        permissions: [
          on(checkouts, 'UpdateItem'),
          { actions: ['dynamodb:Query'], resources: [$interpolate`${checkouts.arn}/index/byOpen`] },
          publish('com.swn.basket.checkoutbasket'),
        ],
        environment: observed('reconcile'),
      },
    })

    // Site

    const site = new sst.aws.Nextjs('Site', {
      openNextVersion: '4.1.12',
      // `npm run dev` starts the embedded AWS; under `sst dev` the resources are the real ones.
      dev: { command: 'npx next dev' },
      server: { architecture: 'arm64' },
      link: [products, baskets, checkouts, orders, bus, sessionSecret],
      // Without it the site is called what CloudFront was asked for: docs/deploy.md.
      environment: {
        ...observed('site'),
        ...(process.env.SITE_URL && { SITE_URL: process.env.SITE_URL }),
      },
      permissions: [
        on(products, 'GetItem', 'BatchGetItem'),
        { actions: ['dynamodb:Scan'], resources: [$interpolate`${products.arn}/index/byCategory`] },
        on(baskets, 'GetItem', 'PutItem', 'DeleteItem'),
        on(checkouts, 'GetItem', 'PutItem'),
        { actions: ['dynamodb:Query'], resources: [$interpolate`${checkouts.arn}/index/byShopper`] },
        on(orders, 'GetItem', 'Query'),
        publish('com.swn.basket.checkoutbasket'),
        { actions: ['events:DescribeEventBus'], resources: [bus.arn] },
      ],
    })

    // Alarms: whoever is on duty subscribes to the topic. docs/operations.md says of each what it means.

    const topic = new aws.sns.Topic('AlarmTopic')
    type Watched = Pick<aws.cloudwatch.MetricAlarmArgs, 'namespace' | 'metricName' | 'dimensions'>
    const alarm = (name: string, watched: Watched, args: Partial<aws.cloudwatch.MetricAlarmArgs> = {}) =>
      new aws.cloudwatch.MetricAlarm(name, {
        ...watched,
        statistic: 'Sum',
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 0,
        period: 60,
        evaluationPeriods: 1,
        treatMissingData: 'notBreaching',
        alarmActions: [topic.arn],
        ...args,
      })

    const onQueue = (queue: sst.aws.Queue, metricName: string): Watched => ({
      namespace: 'AWS/SQS',
      metricName,
      dimensions: { QueueName: queue.nodes.queue.name },
    })
    const dlqs = [order, inventory, payment].map(({ name, dlq }) => ({ name: `${name}Dlq`, queue: dlq }))
    for (const { name, queue } of [...dlqs, { name: 'SwnEventBusDlq', queue: busDlq }])
      alarm(`${name}Depth`, onQueue(queue, 'ApproximateNumberOfMessagesVisible'), { statistic: 'Maximum' })
    for (const { name, queue } of [order, inventory, payment])
      alarm(`${name}Age`, onQueue(queue, 'ApproximateAgeOfOldestMessage'), {
        statistic: 'Maximum',
        threshold: 600,
      })

    const own = (metricName: string, service: string): Watched => ({
      namespace: 'Swoon',
      metricName,
      dimensions: { service },
    })
    // What is tried again is left to it for a while: a fault of five minutes lies in two of these at most.
    const lasting = { period: 300, evaluationPeriods: 3 }
    for (const [name, service] of [
      ['Inventory', 'inventory'],
      ['Payment', 'payment'],
      ['Reconcile', 'reconcile'],
      ['Site', 'site'],
    ] as const)
      alarm(`${name}PublishFailed`, own('PublishFailed', service), lasting)
    alarm('OrdersContradictory', own('OrdersContradictory', 'ordering'))
    alarm('ReconcilerGaveUp', own('ReconcilerGaveUp', 'reconcile'))
    // Within an hour, the longest pause between two tries, every open checkout is seen once.
    alarm('OldestOpenCheckout', own('OldestOpenCheckout', 'reconcile'), {
      statistic: 'Maximum',
      threshold: 900,
      evaluationPeriods: 60,
      datapointsToAlarm: 1,
    })
    alarm('ReconcilerSilent', own('ReconcilerRepublished', 'reconcile'), {
      statistic: 'SampleCount',
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: 5,
      treatMissingData: 'breaching',
    })

    const onFunction = (FunctionName: $util.Input<string>, metricName: string): Watched => ({
      namespace: 'AWS/Lambda',
      metricName,
      dimensions: { FunctionName },
    })
    // Under `sst dev` the site runs on the developer's machine.
    const server = site.nodes.server
    const functionNames = {
      Ordering: ordering.nodes.function.name,
      Inventory: reserving.nodes.function.name,
      Payment: charging.nodes.function.name,
      Reconcile: reconcile.nodes.function.name,
      ...(server && { Site: server.name }),
    }
    for (const [name, functionName] of Object.entries(functionNames)) {
      alarm(`${name}Errors`, onFunction(functionName, 'Errors'), lasting)
      alarm(`${name}Throttles`, onFunction(functionName, 'Throttles'), name === 'Site' ? {} : lasting)
    }
    alarm('ReconcileEventsDropped', onFunction(functionNames.Reconcile, 'AsyncEventsDropped'))
    if (server) alarm('SiteFaults', onFunction(server.name, 'Url5xxCount'), { period: 300, threshold: 5 })
  },
})
