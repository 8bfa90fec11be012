import type { Deployment } from '../deployment'
import { secretValue } from '../graph'
import { differences, type Finding } from './finding'

/** What is kept when a stage is removed, and that no secret stands where an operator can read it. */
export function checkStage({ app, functions, secrets }: Deployment): Finding[] {
  const production = app.stage === 'production'
  return [
    ...differences(`stage ${app.stage}`, app, {
      name: 'swoon',
      removal: production ? 'retain' : 'remove',
      protect: production,
    }),
    ...secrets.flatMap((secret) =>
      functions
        .filter(({ environment }) => JSON.stringify(environment).includes(secretValue(secret)))
        .map(({ name }) => `${name}: the value of ${secret} stands in its environment`),
    ),
  ]
}
