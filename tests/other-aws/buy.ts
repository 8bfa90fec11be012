import { fileURLToPath } from 'node:url'
import { takeEnvironment } from '../../local/environment'
import { say } from '../../local/progress'
import { readSettings } from '../../local/settings'

const root = fileURLToPath(new URL('../..', import.meta.url))

// Read when the shop's modules are loaded: what it says of its own working is not the result.
process.env.POWERTOOLS_LOG_LEVEL = 'ERROR'
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

/** Buys on the servers that AWS_ENDPOINT_URL, or _DYNAMODB, _SQS and _EVENTBRIDGE name; see docs/other-aws.md. */
async function main() {
  const settings = readSettings(takeEnvironment(root, { dev: false }))
  if (Object.keys(settings.endpoints).length === 0)
    throw new Error(
      'AWS_ENDPOINT_URL, or one for _DYNAMODB, _SQS or _EVENTBRIDGE, must name a server that runs',
    )
  const { buySome } = await import('./purchases')
  await buySome({ root, ...settings, say: say.line })
}

main().catch((error: Error) => {
  say.error(error.message)
  process.exitCode = 1
})
