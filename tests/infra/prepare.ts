import { ensurePlatform } from './platform'

await ensurePlatform(process.cwd(), console.log).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
