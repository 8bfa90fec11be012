import inspector from 'node:inspector'
import { startAws } from '../local/embedded'

// An AWS with its functions in a process that a debugger can be attached to; prints what finds it, and ends with its input.
const aws = await startAws({ functions: true })
inspector.open(0, '127.0.0.1')
process.stdin.resume().once('close', () => process.exit())
console.log(JSON.stringify({ env: aws.env, debugger: inspector.url() }))
