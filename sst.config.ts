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
    const { describeAlarm } = await import('./lib/alarm/runbook')
    const { loggers, logGroupOf, mailLoggers } = await import('./lib/log-line/log-groups')

    // A link gives a name and nothing else; what a function may do stands in its own `permissions`.
    sst.Linkable.wrap(sst.aws.Dynamo, (table) => ({ properties: { name: table.name } }))
    sst.Linkable.wrap(sst.aws.Queue, (queue) => ({ properties: { url: queue.url } }))
    sst.Linkable.wrap(sst.aws.Email, (email) => ({ properties: { sender: email.sender } }))
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
    const edgeSecret = new sst.Secret('EdgeSecret')
    const operatorPassword = new sst.Secret('OperatorPassword')

    // Without a sender the shop sends no mail, and has nothing that would need one.
    const sender = process.env.EMAIL_SENDER

    // Tables

    const table = (name: string, args: sst.aws.DynamoArgs) =>
      new sst.aws.Dynamo(name, { ...args, deletionProtection: $app.stage === 'production' })

    const products = table('ProductTable', {
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
    })
    const baskets = table('BasketTable', {
      fields: { userName: 'string' },
      primaryIndex: { hashKey: 'userName' },
      ttl: 'expiresAt',
    })
    const orders = table('OrderTable', {
      fields: { userName: 'string', orderDate: 'string' },
      primaryIndex: { hashKey: 'userName', rangeKey: 'orderDate' },
    })
    const payments = table('PaymentTable', {
      fields: { paymentId: 'string' },
      primaryIndex: { hashKey: 'paymentId' },
    })
    const checkouts = table('CheckoutTable', {
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
          projection: [...Object.keys(OrderContents.shape), 'cancelledAt'],
        },
      },
      ttl: 'expiresAt',
    })
    const reservations = table('ReservationTable', {
      fields: { orderId: 'string' },
      primaryIndex: { hashKey: 'orderId' },
    })
    const tokens = table('TokenTable', {
      fields: { tokenHash: 'string' },
      primaryIndex: { hashKey: 'tokenHash' },
      ttl: 'expiresAt',
    })
    const limits = table('LimitTable', {
      fields: { key: 'string' },
      primaryIndex: { hashKey: 'key' },
      ttl: 'expiresAt',
    })
    const accounts = table('AccountTable', {
      fields: { userName: 'string' },
      primaryIndex: { hashKey: 'userName' },
      ttl: 'expiresAt',
    })
    const audits = table('AuditTable', {
      fields: { day: 'string', at: 'string' },
      primaryIndex: { hashKey: 'day', rangeKey: 'at' },
    })
    // Runs of the reconciliation under one key, and what each has found under its own.
    const reconciliations = table('ReconciliationTable', {
      fields: { run: 'string', item: 'string' },
      primaryIndex: { hashKey: 'run', rangeKey: 'item' },
      ttl: 'expiresAt',
    })
    // Which consumer operators want paused, and until when.
    const pauses = table('PauseTable', {
      fields: { consumer: 'string' },
      primaryIndex: { hashKey: 'consumer' },
    })
    const failures = table('FailureTable', {
      fields: { id: 'string', service: 'string', queue: 'string', last: 'string' },
      primaryIndex: { hashKey: 'id', rangeKey: 'service' },
      globalIndexes: { byQueue: { hashKey: 'queue', rangeKey: 'last', projection: 'all' } },
      ttl: 'expiresAt',
    })
    // Redrives, the messages of each, and messages that an operator has discarded or replaced.
    const repairs = table('DeadLetterTable', {
      fields: { kind: 'string', id: 'string' },
      primaryIndex: { hashKey: 'kind', rangeKey: 'id' },
      ttl: 'expiresAt',
    })
    // Whose key makes an address unique, and whose hashes no page reads.
    const signIns = table('SignInTable', {
      fields: { handle: 'string', userName: 'string' },
      primaryIndex: { hashKey: 'handle' },
      globalIndexes: { byUser: { hashKey: 'userName', rangeKey: 'handle', projection: 'keys-only' } },
    })
    // Who is to be mailed once a product is back. A row goes once that is done: few are there to be looked through.
    const watches = sender
      ? table('WatchTable', {
          fields: { productId: 'string', userName: 'string' },
          primaryIndex: { hashKey: 'productId', rangeKey: 'userName' },
          ttl: 'expiresAt',
        })
      : undefined

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
    const services = Object.values(queues)

    // Ordering alone fills this queue: what the bus carries does not come here, and no mail holds up what it does.
    const mail = sender
      ? { ...queueOf('MailQueue'), ...new sst.aws.Email('Email', { sender }).nodes }
      : undefined
    const polled = mail ? [...services, mail] : services

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
    for (const service of services)
      letRulesSend(
        service.name,
        service.queue,
        routes.filter(({ targets }) => targets.includes(service)),
      )
    letRulesSend('SwnEventBusDlq', busDlq, routes)

    // Lines of the log: under names that the console can tell without being told

    const logs = new Map(
      loggers
        .filter((logger) => sender || !mailLoggers.includes(logger))
        .map((logger) => [
          logger as string,
          new aws.cloudwatch.LogGroup(`${logger.charAt(0).toUpperCase()}${logger.slice(1)}Logs`, {
            name: logGroupOf($app, logger),
            retentionInDays: 30,
          }),
        ]),
    )
    const logging = (logger: string) => {
      const group = logs.get(logger)
      if (!group) throw new Error(`nothing keeps the lines of ${logger}`)
      return { logGroup: group.name }
    }

    // Functions

    const on = (table: sst.aws.Dynamo, ...actions: string[]) => ({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table.arn],
    })
    // Of this source alone, or one function that is broken into could speak for every service. The keys hold several
    // values, those of all entries of a request, and "all values" holds of none:
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
    const eventStreams = '@smithy/core/event-streams'
    // The SDK imports these when it is called without credentials in the environment, where Lambda puts them, and for
    // event streams. They are a third of a bundle.
    const external = [
      '@aws-sdk/credential-provider-http',
      '@aws-sdk/credential-provider-ini',
      '@aws-sdk/credential-provider-process',
      '@aws-sdk/credential-provider-sso',
      '@aws-sdk/credential-provider-web-identity',
      '@smithy/credential-provider-imds',
      eventStreams,
    ]
    const runtime = {
      runtime: 'nodejs24.x',
      architecture: 'arm64',
      memory: '512 MB',
      nodejs: { minify: true, esbuild: { external } },
    } as const
    const observed = (name: string) => ({ POWERTOOLS_SERVICE_NAME: name, POWERTOOLS_LOG_LEVEL: 'INFO' })
    const consumer = (
      name: string,
      { queue }: ReturnType<typeof queueOf>,
      { link, permissions }: { link: object[]; permissions: sst.aws.FunctionPermissionArgs[] },
      environment: Record<string, string> = {},
      { size, atOnce } = { size: 10, atOnce: 50 },
    ) =>
      queue.subscribe(
        {
          ...runtime,
          link: [...link, failures],
          permissions: [...permissions, on(failures, 'UpdateItem')],
          timeout: '10 seconds',
          handler: `functions/${name}.handler`,
          logging: logging(name),
          environment: { ...observed(name), ...environment },
        },
        {
          batch: { size, partialResponses: true },
          transform: { eventSourceMapping: { scalingConfig: { maximumConcurrency: atOnce } } },
        },
      )

    const ordering = consumer(
      'ordering',
      queues.order,
      {
        link: [orders, checkouts, ...(mail ? [mail.queue] : [])],
        permissions: [
          on(orders, 'UpdateItem'),
          on(checkouts, 'UpdateItem'),
          ...(mail
            ? [on(checkouts, 'GetItem'), { actions: ['sqs:SendMessage'], resources: [mail.queue.arn] }]
            : []),
        ],
      },
      { ...(sender && { EMAIL_SENDER: sender }) },
    )
    const reserving = consumer('inventory', queues.inventory, {
      link: [reservations, products, bus],
      permissions: [
        on(reservations, 'PutItem', 'GetItem', 'UpdateItem'),
        on(products, 'UpdateItem'),
        publish('com.swn.inventory'),
      ],
    })
    const charging = consumer(
      'payment',
      queues.payment,
      {
        link: [payments, bus, paymentSecret],
        permissions: [on(payments, 'PutItem', 'UpdateItem'), publish('com.swn.payment')],
      },
      { PAYMENT_SUCCESS_RATE: process.env.PAYMENT_SUCCESS_RATE ?? '0.9' },
    )
    // What an operator pauses is one of these. That of mail is not: mail needs the site, which would need it.
    const mapped = [ordering, reserving, charging].map(({ nodes }) => nodes.eventSourceMapping)
    const mappings = new sst.Linkable('Mappings', {
      properties: {
        OrderQueue: ordering.nodes.eventSourceMapping.uuid,
        InventoryQueue: reserving.nodes.eventSourceMapping.uuid,
        PaymentQueue: charging.nodes.eventSourceMapping.uuid,
      },
    })
    const switchMappings = {
      actions: ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
      resources: mapped.map(({ arn }) => arn),
    }
    // Back into the queue where it belongs: sent there first, then deleted here.
    const toQueues = (actions: string[], ...places: sst.aws.Queue[]) => ({
      actions: actions.map((action) => `sqs:${action}`),
      resources: places.map(({ arn }) => arn),
    })
    const buried = [...polled.map(({ dlq }) => dlq), busDlq]
    const filled = polled.map(({ queue }) => queue)
    const looking = ['GetQueueAttributes', 'ReceiveMessage', 'ChangeMessageVisibility', 'DeleteMessage']
    const redriving = {
      link: [repairs, audits, ...filled, ...buried],
      permissions: [
        on(repairs, 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
        toQueues(looking, ...buried),
        toQueues(['SendMessage'], ...filled),
      ],
    }
    const reconcile = new sst.aws.CronV2('Reconcile', {
      schedule: 'rate(1 minute)',
      function: {
        ...runtime,
        // Lambda's client has calls that stream, and imports what they need at once.
        nodejs: { minify: true, esbuild: { external: external.filter((name) => name !== eventStreams) } },
        handler: 'functions/reconcile.handler',
        logging: logging('reconcile'),
        timeout: '60 seconds',
        link: [checkouts, bus, pauses, mappings, ...redriving.link],
        permissions: [
          on(checkouts, 'UpdateItem'),
          on(pauses, 'GetItem'),
          switchMappings,
          { actions: ['dynamodb:Query'], resources: [$interpolate`${checkouts.arn}/index/byOpen`] },
          publish('com.swn.basket.checkoutbasket'),
          publish('com.swn.ordering'),
          ...redriving.permissions,
          on(audits, 'UpdateItem'),
        ],
        environment: { ...observed('reconcile'), ...(sender && { EMAIL_SENDER: sender }) },
      },
    })

    // Site

    const sendMail = mail
      ? [{ actions: ['ses:SendEmail'], resources: [mail.identity.arn, mail.configurationSet.arn] }]
      : []
    // The operators' console, which looks and repairs through the same API as anybody.
    const forConsole = {
      link: [...redriving.link, payments, reservations, reconciliations, failures, pauses, mappings],
      permissions: [
        ...redriving.permissions,
        toQueues(['GetQueueAttributes'], ...filled),
        // What was discarded comes back.
        toQueues(['SendMessage'], ...buried),
        { actions: ['dynamodb:Query'], resources: [$interpolate`${checkouts.arn}/index/byOpen`] },
        // Reconciliation alone reads whole tables.
        on(orders, 'BatchGetItem', 'Scan', 'DescribeTable'),
        on(checkouts, 'BatchGetItem', 'Scan', 'DescribeTable'),
        on(payments, 'GetItem', 'BatchGetItem', 'Scan', 'DescribeTable'),
        on(reservations, 'GetItem', 'BatchGetItem', 'Scan', 'DescribeTable'),
        on(products, 'Scan', 'DescribeTable'),
        on(reconciliations, 'GetItem', 'PutItem', 'UpdateItem', 'Query'),
        on(failures, 'Query', 'BatchGetItem'),
        { actions: ['dynamodb:Query'], resources: [$interpolate`${failures.arn}/index/byQueue`] },
        // None can delete.
        on(audits, 'PutItem', 'UpdateItem', 'Query'),
        on(pauses, 'GetItem', 'PutItem'),
        switchMappings,
        // Neither is on anything: IAM knows no resource for the one, and none for alarms that are looked for by their beginning.
        { actions: ['cloudwatch:GetMetricData', 'cloudwatch:DescribeAlarms'], resources: ['*'] },
        // IAM names a log group with its streams behind it.
        {
          actions: ['logs:FilterLogEvents'],
          resources: [...logs.values()].map(({ arn }) => $interpolate`${arn}:*`),
        },
      ],
    }
    const site = new sst.aws.Nextjs('Site', {
      openNextVersion: '4.1.12',
      // `npm run dev` starts the embedded AWS; under `sst dev` the resources are the real ones.
      dev: { command: 'npx next dev' },
      server: { architecture: 'arm64' },
      transform: { server: { logging: logging('site') } },
      // The function's URL is public: an address counts only beside what CloudFront alone knows. It writes over what a client
      // has sent under these names.
      edge: {
        viewerRequest: {
          injection: $interpolate`event.request.headers["swoon-edge"] = { value: "${edgeSecret.value}" };
event.request.headers["swoon-viewer-address"] = { value: event.viewer.ip };`,
        },
      },
      link: [
        ...[products, baskets, checkouts, orders, accounts, signIns, tokens, limits, bus],
        ...(watches ? [watches] : []),
        ...[sessionSecret, operatorPassword, edgeSecret],
        ...forConsole.link,
      ],
      // Without it the site is called what CloudFront was asked for: docs/deploy.md.
      environment: {
        ...observed('site'),
        ...(process.env.SITE_URL && { SITE_URL: process.env.SITE_URL }),
        ...(sender && { EMAIL_SENDER: sender }),
        ...(process.env.CONTACT_EMAIL && { CONTACT_EMAIL: process.env.CONTACT_EMAIL }),
      },
      permissions: [
        on(products, 'GetItem', 'BatchGetItem'),
        { actions: ['dynamodb:Scan'], resources: [$interpolate`${products.arn}/index/byCategory`] },
        on(baskets, 'GetItem', 'PutItem', 'DeleteItem'),
        on(checkouts, 'GetItem', 'PutItem', 'UpdateItem'),
        { actions: ['dynamodb:Query'], resources: [$interpolate`${checkouts.arn}/index/byShopper`] },
        on(orders, 'GetItem', 'Query'),
        on(limits, 'UpdateItem'),
        ...(watches ? [on(watches, 'GetItem', 'PutItem')] : []),
        on(tokens, 'GetItem', 'PutItem', 'DeleteItem'),
        on(accounts, 'GetItem', 'PutItem', 'UpdateItem'),
        on(signIns, 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
        { actions: ['dynamodb:Query'], resources: [$interpolate`${signIns.arn}/index/byUser`] },
        publish('com.swn.basket.checkoutbasket'),
        publish('com.swn.ordering'),
        ...sendMail,
        { actions: ['events:DescribeEventBus'], resources: [bus.arn] },
        ...forConsole.permissions,
      ],
    })

    const mailedBy = {
      ...(sender && { EMAIL_SENDER: sender }),
      ...(process.env.SITE_URL && { SITE_URL: process.env.SITE_URL }),
    }
    // One at a time, and two at once: SES takes so many a second, and who is told to wait tries again. It knows where the
    // shop is by its link to the site.
    const mailing =
      mail &&
      consumer(
        'mail',
        mail,
        { link: [orders, site], permissions: [on(orders, 'UpdateItem'), ...sendMail] },
        mailedBy,
        { size: 1, atOnce: 2 },
      )
    const restocked =
      watches &&
      new sst.aws.CronV2('Restocked', {
        schedule: 'rate(1 minute)',
        function: {
          ...runtime,
          handler: 'functions/restocked.handler',
          logging: logging('restocked'),
          timeout: '60 seconds',
          link: [watches, products, baskets, accounts, site],
          permissions: [
            on(watches, 'Scan', 'UpdateItem', 'DeleteItem'),
            on(products, 'BatchGetItem'),
            on(baskets, 'GetItem'),
            on(accounts, 'GetItem'),
            ...sendMail,
          ],
          environment: { ...observed('restocked'), ...mailedBy },
        },
      })

    // Alarms: whoever is on duty subscribes to the topic. lib/alarm/runbook.ts says of each what it means.

    const topic = new aws.sns.Topic('AlarmTopic')
    type AlarmArgs = Partial<aws.cloudwatch.MetricAlarmArgs>
    const alarm = (
      name: string,
      metric: string,
      dimensions: AlarmArgs['dimensions'],
      args: AlarmArgs = {},
    ) => {
      const [namespace, metricName] = metric.split(' ')
      return new aws.cloudwatch.MetricAlarm(name, {
        // By how it begins the console knows the alarms of its stage.
        name: `${$app.name}-${$app.stage}-${name}`,
        alarmDescription: describeAlarm(name),
        namespace,
        metricName,
        dimensions,
        statistic: 'Sum',
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 0,
        period: 60,
        evaluationPeriods: 1,
        treatMissingData: 'notBreaching',
        alarmActions: [topic.arn],
        ...args,
      })
    }

    const dlqs = polled.map(({ name, dlq }) => ({ name: `${name}Dlq`, queue: dlq }))
    for (const { name, queue } of [...dlqs, { name: 'SwnEventBusDlq', queue: busDlq }])
      alarm(
        `${name}Depth`,
        'AWS/SQS ApproximateNumberOfMessagesVisible',
        { QueueName: queue.nodes.queue.name },
        { statistic: 'Maximum' },
      )
    for (const { name, queue } of polled)
      alarm(
        `${name}Age`,
        'AWS/SQS ApproximateAgeOfOldestMessage',
        { QueueName: queue.nodes.queue.name },
        { statistic: 'Maximum', threshold: 600 },
      )

    // What is tried again is left to it for a while: a fault of five minutes lies in two of these at most.
    const lasting = { period: 300, evaluationPeriods: 3 }
    for (const name of ['Inventory', 'Payment', 'Reconcile', 'Site'])
      alarm(`${name}PublishFailed`, 'Swoon PublishFailed', { service: name.toLowerCase() }, lasting)
    alarm('OrdersContradictory', 'Swoon OrdersContradictory', { service: 'ordering' })
    const ofReconcile = { service: 'reconcile' }
    alarm('ReconcilerGaveUp', 'Swoon ReconcilerGaveUp', ofReconcile)
    // Within an hour, the longest pause between two tries, every open checkout is seen once.
    alarm('OldestOpenCheckout', 'Swoon OldestOpenCheckout', ofReconcile, {
      statistic: 'Maximum',
      threshold: 900,
      evaluationPeriods: 60,
      datapointsToAlarm: 1,
    })
    alarm('ReconcilerSilent', 'Swoon ReconcilerRepublished', ofReconcile, {
      statistic: 'SampleCount',
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      evaluationPeriods: 5,
      treatMissingData: 'breaching',
    })

    // Under `sst dev` the site runs on the developer's machine.
    const server = site.nodes.server
    const functions = {
      Ordering: ordering.nodes.function,
      Inventory: reserving.nodes.function,
      Payment: charging.nodes.function,
      Reconcile: reconcile.nodes.function,
      ...(mailing && { Mail: mailing.nodes.function }),
      ...(restocked && { Restocked: restocked.nodes.function }),
      ...(server && { Site: server }),
    }
    for (const [name, { name: FunctionName }] of Object.entries(functions)) {
      alarm(`${name}Errors`, 'AWS/Lambda Errors', { FunctionName }, lasting)
      alarm(`${name}Throttles`, 'AWS/Lambda Throttles', { FunctionName }, name === 'Site' ? {} : lasting)
    }
    const reconciler = { FunctionName: functions.Reconcile.name }
    alarm('ReconcileEventsDropped', 'AWS/Lambda AsyncEventsDropped', reconciler)
    const faults = { period: 300, threshold: 5 }
    if (server) alarm('SiteFaults', 'AWS/Lambda Url5xxCount', { FunctionName: server.name }, faults)
  },
})
