import * as z from 'zod'
import { overloadedMessage, waitMessage } from '@/app/_server/notice'

const hour = 3600
const Seconds = z.coerce.number<string>().int().min(1).max(hour).catch(60)

/** Where a form leads that must wait and was sent before the scripts had arrived: an action cannot answer 429 or 503. */
export function GET(request: Request) {
  const { searchParams } = new URL(request.url)
  const seconds = Seconds.parse(searchParams.get('seconds'))
  const overloaded = searchParams.has('overloaded')
  return new Response(pageOf(overloaded ? overloadedMessage : waitMessage(seconds)), {
    status: overloaded ? 503 : 429,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'retry-after': String(seconds),
    },
  })
}

const pageOf = (message: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Please wait | Swoon</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<h1>One moment, please</h1>
<p role="alert">${message}</p>
<p>Nothing was changed. Your browser’s Back button leads to what you have typed.</p>
<p><a href="/">Go to the shop</a></p>
</main>
</body>
</html>
`
