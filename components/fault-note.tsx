export function FaultNote({ retry }: { retry: () => void }) {
  return (
    <div className="pt-8 md:pt-12">
      <div
        role="alert"
        data-category="Wear"
        className="grid justify-items-center gap-4 rounded-tile bg-(--tint) px-6 py-16 text-center"
      >
        <h1 className="font-semibold text-4xl tracking-tight">That did not work</h1>
        <p className="max-w-[45ch]">
          Something broke on our side, not yours. Please try again. If you were placing an order, trying again
          never places it twice.
        </p>
        <div className="mt-2 flex flex-wrap justify-center gap-3">
          <button type="button" onClick={() => retry()} className="button button-strong">
            Try again
          </button>
          <a href="/" className="button button-quiet">
            Go to the shop
          </a>
        </div>
      </div>
    </div>
  )
}
