/** The words of a mail, in the languages of the pages. They say that there is something to look at, and nothing of what. */
import type { Language } from "../language.ts";

interface MailWords {
  readonly subject: string;
  readonly greeting: (count: number) => string;
  readonly look: string;
  readonly reference: string;
  readonly foot: string;
}

const MAIL_WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    subject: "RIBIN: there is something to look at",
    greeting: (n) => (n === 1 ? "There is 1 new notification for you." : `There are ${n} new notifications for you.`),
    look: "Sign in to see:",
    reference: "Reference:",
    foot: "This message was sent automatically and contains nothing of any case. Do not reply to it.",
  },
  fr: {
    subject: "RIBIN : quelque chose est à consulter",
    greeting: (n) => (n === 1 ? "Vous avez 1 nouvelle notification." : `Vous avez ${n} nouvelles notifications.`),
    look: "Connectez-vous pour voir :",
    reference: "Référence :",
    foot: "Ce message a été envoyé automatiquement et ne contient rien d'aucune affaire. N'y répondez pas.",
  },
  nl: {
    subject: "RIBIN: er is iets te bekijken",
    greeting: (n) => (n === 1 ? "Er is 1 nieuwe melding voor u." : `Er zijn ${n} nieuwe meldingen voor u.`),
    look: "Meld u aan om te zien:",
    reference: "Referentie:",
    foot: "Dit bericht is automatisch verzonden en bevat niets over een zaak. Beantwoord het niet.",
  },
  es: {
    subject: "RIBIN: hay algo que consultar",
    greeting: (n) => (n === 1 ? "Tiene 1 notificación nueva." : `Tiene ${n} notificaciones nuevas.`),
    look: "Inicie sesión para verlo:",
    reference: "Referencia:",
    foot: "Este mensaje se envió automáticamente y no contiene nada de ningún caso. No lo responda.",
  },
  ht: {
    subject: "RIBIN: gen yon bagay pou w gade",
    greeting: (n) => (n === 1 ? "Ou gen 1 nouvo notifikasyon." : `Ou gen ${n} nouvo notifikasyon.`),
    look: "Konekte pou w wè:",
    reference: "Referans:",
    foot: "Mesaj sa a voye otomatikman e li pa gen anyen sou okenn dosye ladan l. Pa reponn li.",
  },
};

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** `reference` is the delivery's own number; `link` is where the notifications are shown, null where the service has no public address. */
export function writeMail(language: Language, count: number, link: string | null, reference: string): MailText {
  const words = MAIL_WORDS[language];
  const look = link === null ? "RIBIN" : link;
  const lines = [words.greeting(count), `${words.look} ${look}`, `${words.reference} ${reference}`, words.foot];
  return { subject: words.subject, text: `${lines.join("\n\n")}\n` };
}
