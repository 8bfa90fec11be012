import * as z from 'zod'
import { waitMessage } from '@/app/_server/notice'

const hour = 3600
const Seconds = z.coerce.number<string>().int().min(1).max(hour).catch(60)

/** Where a form leads that was sent too often before the scripts had arrived: an action cannot answer 429 itself. */
export function GET(request: Request) {
  const seconds = Seconds.parse(new URL(request.url).searchParams.get('seconds'))
  return new Response(pageOf(waitMessage(seconds)), {
    status: 429,
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
