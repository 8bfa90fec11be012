import { fileURLToPath } from 'node:url'

const guard = fileURLToPath(new URL('./no-network.cjs', import.meta.url))

/** Variables under which a Node process, and every one it starts, ends when it asks for another host. */
export const offline = {
  NODE_OPTIONS: [process.env.NODE_OPTIONS, `--require ${JSON.stringify(guard)}`].filter(Boolean).join(' '),
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
}
