/** The mark: two sides, held together at one point. */
export const Logo = ({ size = 26 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="7" fill="#0d6c76" />
    <path d="M10 7v18M22 7v18M10 16h12" fill="none" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" />
    <circle cx="16" cy="16" r="3.6" fill="#0d6c76" stroke="#fff" strokeWidth="2.4" />
  </svg>
)

export const Wordmark = () => (
  <span style={{ display: 'inline-flex', alignItems: 'center', gap: 9 }}>
    <Logo />
    <span style={{ fontWeight: 700, fontSize: '1.0625rem', letterSpacing: '-0.01em', color: 'var(--hf-ink)' }}>Holdfast</span>
  </span>
)
