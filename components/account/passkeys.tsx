'use client'

import { TextField } from '../ui/field'
import { ButtonText, ChangeFields, type FormAction, useFormAction } from '../ui/form'
import { Moment } from '../ui/formats'
import { type Notice, NoticeLine } from '../ui/notice'
import { type BeginPasskey, useHasPasskeys, usePasskey } from './use-passkey'

const answer = (options: string) =>
  navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options)),
  })

type Passkey = { credentialId: string; name: string; createdAt: string; usedAt?: string | undefined }
type Props = { passkeys: Passkey[]; begin: BeginPasskey; add: FormAction<Notice>; remove: FormAction<Notice> }

/** The passkeys of an account, each with when it was last used and the way to remove it, and the way to add one. */
export function Passkeys({ passkeys, begin, add, remove }: Props) {
  const has = useHasPasskeys()
  const adding = usePasskey(begin, answer, add)
  const removing = useFormAction(remove)
  return (
    <div className="grid gap-5">
      {passkeys.length > 0 && (
        <ul className="grid divide-y divide-line">
          {passkeys.map(({ credentialId, name, createdAt, usedAt }) => (
            <li key={credentialId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
              <div className="min-w-0 grow">
                <p className="wrap-anywhere font-medium">{name}</p>
                <p className="text-sm text-soft">
                  {usedAt ? 'Last used ' : 'Added '}
                  <Moment iso={usedAt ?? createdAt} />
                </p>
              </div>
              <form action={removing.submit}>
                <ChangeFields credentialId={credentialId} />
                <button type="submit" aria-busy={removing.pending} className="button button-quiet">
                  <ButtonText more={name}>Remove</ButtonText>
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <NoticeLine notice={removing.outcome} />
      <div className="grid min-h-40 content-start gap-4">
        {has && (
          <form action={adding.submit} className="grid gap-4">
            <ChangeFields />
            <TextField
              name="name"
              error={undefined}
              label="Name of the new passkey"
              hint="Such as: my phone."
              autoComplete="off"
              maxLength={60}
            />
            <button
              type="submit"
              aria-busy={adding.pending}
              aria-disabled={adding.pending}
              className="button button-quiet justify-self-start"
            >
              Add a passkey
            </button>
          </form>
        )}
        <NoticeLine notice={adding.outcome} />
      </div>
    </div>
  )
}
