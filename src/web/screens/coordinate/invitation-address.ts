/** The page on which an invitation is taken up; null where its token was shown before. */
export const invitationAddress = (token: string | null) =>
  token === null ? null : `${window.location.origin}/invitation#${encodeURIComponent(token)}`;
