export type Notice = { ok: boolean; message: string }

/** What came of the shopper's last action. The status is always there, so that screen readers announce its change. */
export function NoticeLine({ notice, quiet = false }: { notice: Notice | undefined; quiet?: boolean }) {
  return (
    <>
      <p role="status" className={quiet ? 'sr-only' : 'font-medium text-good text-sm'}>
        {notice?.ok && (
          <span className="flex animate-arrive items-baseline gap-1.5">
            <span aria-hidden className="sign sign-tick translate-y-0.5" />
            <span className="whitespace-pre-line wrap-anywhere">{notice.message}</span>
          </span>
        )}
      </p>
      {notice && !notice.ok && (
        <p role="alert" className="wash animate-arrive bg-bad-wash px-3 py-2 font-medium text-bad text-sm">
          {notice.message}
        </p>
      )}
    </>
  )
}

/** What came of the last page's form, over the lower edge of this one, where it moves nothing. Closes without a script. */
export function PageNotice({ notice }: { notice: Notice }) {
  return (
    <dialog open aria-label="Notice" className="toast top-auto w-auto items-center gap-4 text-ink open:flex">
      <div className="min-w-0 grow">
        <NoticeLine notice={notice} />
      </div>
      <form method="dialog" className="shrink-0">
        <button type="submit" className="button button-quiet">
          Dismiss
        </button>
      </form>
    </dialog>
  )
}
