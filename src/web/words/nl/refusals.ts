import type { refusals as english } from "../en/refusals.ts";

export const refusals: typeof english = {
  reference: "Kenmerk: {{id}}",
  again: "Opnieuw proberen",
  NETWORK: {
    title: "Er is geen verbinding met de dienst",
    remedy: "Controleer de lijn; wat u hebt getypt blijft bewaard. Probeer het daarna opnieuw.",
  },
  VALIDATION_FAILED: { title: "Er is iets niet juist ingevuld", remedy: "Verbeter de genoemde velden." },
  CURSOR_INVALID: { title: "Deze lijst is intussen veranderd", remedy: "Laad de lijst opnieuw vanaf het begin." },
  FORBIDDEN: {
    title: "Dit is u niet toegestaan",
    remedy: "Vraag de coördinator van uw staat om de rol of de vrijgave.",
  },
  PURPOSE_REQUIRED: {
    title: "U hebt niet aangegeven waarvoor u werkt",
    remedy: "Geef eenmaal het doel en het zaaknummer op; daarna gaat dit verder.",
  },
  NOT_FOUND: {
    title: "Niet gevonden",
    remedy: "Controleer het adres of het nummer; wat u niet mag zien, wordt evenmin gevonden.",
  },
  RECORD_REMOVED: {
    title: "De staat die eigenaar is heeft het verwijderd",
    remedy: "Er wordt niets meer van getoond. Steunde uw werk erop, vraag dan het laboratorium van die staat.",
  },
  CONFLICT: {
    title: "Dit kan niet meer",
    remedy: "Er is intussen iets veranderd. Laad de pagina opnieuw; zij toont wat nu volgt.",
  },
  DUPLICATE_ACQUISITION: {
    title: "Uw laboratorium heeft ditzelfde bestand al gestuurd",
    remedy: "Gebruik de bestaande opname; er hoeft niets opnieuw te worden gestuurd.",
  },
  DUPLICATE_RECORD: {
    title: "Zo’n registratie bestaat al",
    remedy: "Gebruik die registratie of voer iets anders in.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    title: "Dit is al met een andere inhoud verstuurd",
    remedy: "Laad de pagina opnieuw om te zien wat is opgeslagen en beslis dan opnieuw.",
  },
  IDEMPOTENCY_IN_PROGRESS: {
    title: "Dit wordt nog opgeslagen",
    remedy: "Wacht even en probeer het opnieuw. Het telt één keer.",
  },
  SAME_EXAMINER: {
    title: "De verificatie moet door een ander gebeuren",
    remedy: "Vraag een tweede deskundige, bij voorkeur van een andere staat.",
  },
  SAME_COORDINATOR: {
    title: "Een tweede persoon moet de vernietiging bevestigen",
    remedy:
      "Vraag een andere nationale coördinator van uw staat, van wie geen van u beiden de toegang heeft verstrekt.",
  },
  PURGE_BLOCKED: {
    title: "Een wettelijke bewaarplicht of een treffer staat de vernietiging in de weg",
    remedy:
      "Hef de bewaarplicht op, of vermeld hoe met de staten van de treffer is afgesproken dat het materiaal weg mag.",
  },
  VERIFICATION_MISSING: {
    title: "Er is nog geen instemmende blinde verificatie",
    remedy: "Een tweede deskundige moet eerst een conclusie vastleggen.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    title: "Dit soort bestand kan hier niet worden gestuurd",
    remedy: "Kies een bestand van een van de soorten die de pagina noemt.",
  },
  PRECONDITION_FAILED: {
    title: "Iemand anders heeft dit gewijzigd terwijl u het open had",
    remedy: "Laad de pagina opnieuw, bekijk wat er is veranderd en beslis opnieuw.",
  },
  PRECONDITION_REQUIRED: {
    title: "De pagina weet niet welke versie u hebt gezien",
    remedy: "Laad de pagina opnieuw en herhaal wat u deed.",
  },
  TOO_MANY_REQUESTS: {
    title: "Er is in korte tijd te veel gevraagd",
    remedy: "Wacht een minuut en probeer het opnieuw.",
  },
  EVIDENCE_ALTERED: {
    title: "Een opgeslagen spoor is niet het spoor dat is vergeleken",
    remedy: "Ga er niet op af. Waarschuw de beheerder, die het uit een reservekopie moet herstellen.",
  },
  FILE_SEAL_BROKEN: {
    title: "Een opgeslagen bestand is niet het bestand dat is verzegeld",
    remedy:
      "Ga er niet op af. Waarschuw de beheerder, die het moet laten zoals het is en het bestand uit een reservekopie moet herstellen.",
  },
  STORE_KEY_MISSING: {
    title: "De sleutel die de opgeslagen bestanden opent, ontbreekt",
    remedy:
      "Waarschuw de beheerder: er is niets verloren, maar zolang de sleutel er niet is, kan geen bestand worden gelezen.",
  },
  FILE_NOT_FOUND: {
    title: "Het bestand is niet in de opslag",
    remedy: "Waarschuw de beheerder, die het uit een reservekopie moet herstellen.",
  },
  AUDIT_BROKEN: {
    title: "Het auditspoor is verbroken",
    remedy: "Wijzig niets. Waarschuw de auditor en de beheerder, die het vergelijken met elders bewaarde kopieën.",
  },
  INTERNAL: {
    title: "Er ging iets mis in de dienst",
    remedy: "Het ligt niet aan u. Probeer het opnieuw; gebeurt het weer, geef de beheerder dan het kenmerk.",
  },
  UNAVAILABLE: {
    title: "De dienst is niet gereed",
    remedy: "Probeer het over een minuut opnieuw; duurt het langer, waarschuw dan de beheerder.",
  },
  UNAUTHENTICATED: { title: "U bent niet aangemeld", remedy: "Meld u opnieuw aan." },
  SIGN_IN_FAILED: { title: "Aanmelden is mislukt", remedy: "Controleer het e-mailadres en het wachtwoord." },
  SECOND_FACTOR_FAILED: {
    title: "De code is niet aanvaard",
    remedy:
      "Wacht op de volgende code van uw authenticator of gebruik een herstelcode. Begin na enkele minuten opnieuw met aanmelden.",
  },
  SECOND_FACTOR_REQUIRED: {
    title: "U moet eerst een tweede factor registreren",
    remedy: "Registreer een authenticator op de pagina van uw account.",
  },
  INVITATION_INVALID: {
    title: "De uitnodiging is niet geldig",
    remedy: "Vraag uw coördinator om een nieuwe; elke uitnodiging werkt één keer, tot zij verloopt.",
  },
  SIGN_IN_HELD: {
    title: "Te veel mislukte pogingen",
    remedy: "Wacht een tijd, of vraag uw coördinator de wachttijd te beëindigen.",
  },
  PROVIDER_SIGN_IN_FAILED: {
    title: "De aanmelding bij de identiteitsverstrekker is mislukt",
    remedy: "Begin de aanmelding opnieuw; gebeurt het weer, geef de beheerder dan het kenmerk.",
  },
  IDENTITY_UNKNOWN: {
    title: "Bij deze identiteit hoort geen account",
    remedy: "Vraag de coördinator van uw staat om een uitnodiging en begin daarmee de aanmelding.",
  },
  SET_UP_CODE_INVALID: {
    title: "De inrichtingscode is niet aanvaard",
    remedy:
      "Kopieer haar in haar geheel uit het bestand dat het logboek van de dienst noemt. Zij werkt één keer; een herstart schrijft een nieuwe.",
  },
  SET_UP_DONE: { title: "De regio is al ingericht", remedy: "Meld u aan. De coördinatoren nodigen alle anderen uit." },
  LAST_SIGN_IN: {
    title: "De persoon zou zich niet meer kunnen aanmelden",
    remedy:
      "Laat eerst een andere identiteit koppelen of een wachtwoord instellen; of bevestig dat dit de bedoeling is.",
  },
  UPLOAD_TOO_LARGE: { title: "Het bestand is te groot", remedy: "Stuur een bestand onder de genoemde grens." },
  UPLOAD_EMPTY: { title: "Het bestand is leeg", remedy: "Exporteer het bestand opnieuw uit het instrument." },
  UPLOAD_INCOMPLETE: {
    title: "Het versturen is niet voltooid",
    remedy: "Ga door met versturen tot het hele bestand is aangekomen.",
  },
  UPLOAD_NOT_FOUND: { title: "Deze verzending bestaat niet meer", remedy: "Begin opnieuw met versturen." },
  FORMAT_UNKNOWN: {
    title: "Deze bestandsindeling wordt niet ondersteund",
    remedy: "Stuur X3P, PNG, TIFF of JPEG.",
  },
  FORMAT_MISMATCH: {
    title: "De inhoud van het bestand is niet wat de naam zegt",
    remedy: "Geef het bestand de extensie van zijn werkelijke indeling.",
  },
  X3P_NOT_ZIP: { title: "Het X3P-bestand is geen zip-archief", remedy: "Exporteer de scan opnieuw als X3P." },
  X3P_ZIP_TRUNCATED: {
    title: "Het X3P-bestand is afgebroken of beschadigd",
    remedy: "Kopieer het bestand opnieuw en vergelijk de grootte met het origineel.",
  },
  X3P_ZIP_TOO_MANY_ENTRIES: {
    title: "Het X3P-bestand bevat te veel bestanden",
    remedy: "Exporteer alleen de scan, zonder andere bestanden.",
  },
  X3P_ZIP_BOMB: {
    title: "Het X3P-bestand wordt bij uitpakken groter dan toegestaan",
    remedy: "Ga na waar het bestand vandaan komt; een scan laat zich niet zo samenpersen.",
  },
  X3P_ZIP_UNSAFE_PATH: {
    title: "Het X3P-bestand probeert buiten zichzelf te schrijven",
    remedy: "Ga na waar het bestand vandaan komt; open het niet.",
  },
  X3P_ENTRY_MISSING: {
    title: "Er ontbreekt een deel van het X3P-bestand",
    remedy: "Exporteer de scan opnieuw; de beschrijving (main.xml) en de gegevens die zij noemt moeten erin staan.",
  },
  X3P_XML_INVALID: {
    title: "De beschrijving in het X3P-bestand is niet geldig",
    remedy: "Exporteer de scan opnieuw; de melding noemt het onjuiste deel.",
  },
  X3P_XML_FORBIDDEN: {
    title: "De beschrijving in het X3P-bestand bevat niet-toegestane delen",
    remedy: "Ga na waar het bestand vandaan komt; een scan heeft geen doctype en geen entiteiten nodig.",
  },
  X3P_CHECKSUM_MISSING: {
    title: "Het X3P-bestand heeft geen controlegetal",
    remedy: "Exporteer de scan opnieuw met controlegetallen, zoals ISO 25178-72 verlangt.",
  },
  X3P_CHECKSUM_MISMATCH: {
    title: "Het X3P-bestand klopt niet met zijn controlegetal",
    remedy: "Kopieer het bestand opnieuw; gebeurt het weer, dan is het bestand gewijzigd.",
  },
  X3P_MATRIX_SIZE: {
    title: "De scan heeft niet de grootte die de beschrijving noemt",
    remedy: "Exporteer de scan opnieuw.",
  },
  X3P_UNSUPPORTED: {
    title: "Dit soort X3P-bestand wordt niet ondersteund",
    remedy: "Stuur een oppervlaktescan (een matrix van hoogten); de melding zegt wat het bestand is.",
  },
  SIZE_ABSURD: {
    title: "De afbeelding of scan is groter dan 10.000 punten per zijde, of in totaal te groot",
    remedy: "Snijd bij tot het te onderzoeken gebied of verlaag de resolutie.",
  },
  SURFACE_EMPTY: { title: "Alle waarden van de scan ontbreken", remedy: "Scan het stuk opnieuw." },
  SCALE_INVALID: {
    title: "De schaal is niet aannemelijk",
    remedy: "Geef de schaal op: meters voor X3P, micrometers per pixel voor een afbeelding.",
  },
  IMAGE_UNREADABLE: { title: "De afbeelding kan niet worden gelezen", remedy: "Exporteer de afbeelding opnieuw." },
  IMAGE_BOMB: {
    title: "De afbeelding heeft meer pixels dan toegestaan",
    remedy: "Ga na waar het bestand vandaan komt; stuur hoogstens 50 miljoen pixels, 10.000 per zijde.",
  },
  IMPORT_INVALID: {
    title: "Het bestand kan niet worden geïmporteerd",
    remedy: "Verbeter de genoemde rijen en kolommen en stuur het opnieuw; er is niets van bewaard.",
  },
  IMPORT_XML_FORBIDDEN: {
    title: "Het XML-bestand bevat niet-toegestane delen",
    remedy:
      "Ga na waar het bestand vandaan komt; de indeling heeft geen doctype, entiteit of verwerkingsinstructie nodig.",
  },
  IMPORT_WRONG_STATE: {
    title: "Het bestand is van een andere staat",
    remedy: "Alleen de mensen van die staat importeren het; materiaal van een staat wordt gedeeld door een vrijgave.",
  },
  BUNDLE_UNREADABLE: {
    title: "De bundel kan niet worden geopend",
    remedy:
      "Hij is onderweg beschadigd of voor een andere regio gemaakt. Stuur hem opnieuw, of maak hem opnieuw voor de gepubliceerde sleutel van deze regio.",
  },
  BUNDLE_INVALID: {
    title: "De bundel is niet juist samengesteld",
    remedy: "Maak hem opnieuw op het station; de melding zegt wat er mis is.",
  },
  BUNDLE_KEY_REFUSED: {
    title: "De bundel is niet ondertekend met een geldige sleutel van uw staat",
    remedy:
      "Vraag de nationale coördinator de sleutel van het station te registreren en maak de bundel daarmee opnieuw.",
  },
  REPORT_NOT_VERIFIED: {
    title: "Dat het rapport echt is, is niet aangetoond",
    remedy: "Ga er niet op af; vraag het rapport en de handtekening opnieuw aan degene aan wie het is uitgegeven.",
  },
  REPORT_WITHDRAWN: {
    title: "Het rapport is ingetrokken",
    remedy: "Ga er niet op af; vraag de uitgevende staat om het rapport dat ervoor in de plaats komt.",
  },
  NOT_COMPARABLE: {
    title: "De twee kunnen niet worden vergeleken",
    remedy: "De melding zegt waarom; vergelijk hetzelfde gebied op een bekende schaal.",
  },
  REGION_UNSUPPORTED: {
    title: "Dit gebied kan nog niet worden vergeleken",
    remedy: "Gebruik de stootbodem, de slagpinindruk of een veldindruk.",
  },
  MODEL_INVALID: {
    title: "Een zoekmodel is beschadigd",
    remedy: "Waarschuw de beheerder, die de modellen van de uitgave moet herstellen.",
  },
  JOB_FAILED: {
    title: "Een verwerkingsstap is mislukt",
    remedy: "De reden staat bij de taak; de beheerder kan haar opnieuw starten.",
  },
  EXAMINATION_NOT_DOCUMENTED: {
    title: "Het betwiste stuk is nog niet gedocumenteerd",
    remedy: "Bekijk het stuk op zichzelf en leg vast wat u ziet. Kom daarna terug naar de vergelijking.",
  },
  VERIFIER_NOT_ASSIGNED: {
    title: "Een andere deskundige is gevraagd",
    remedy:
      "Het systeem kiest wie verifieert en wie in een consultatie beslist; de uwe staan onder Verificaties. Een coördinator kan opnieuw laten toewijzen.",
  },
  KNOWN_PAIR: {
    title: "Dit was een blinde kwaliteitscontrole, geen zaak",
    remedy:
      "Er is niets meer te doen: uw conclusie telt mee in de cijfers van het laboratorium. Een bekend paar levert geen treffer en geen rapport op.",
  },
  CONSULTATION_STATEMENTS_MISSING: {
    title: "De twee deskundigen hebben nog niet beiden vermeld wat zij zien",
    remedy: "Ieder legt een verklaring vast voordat de uitkomst van de consultatie wordt vastgelegd.",
  },
  MAIL_REFUSED: {
    title: "De mailserver heeft het bericht geweigerd",
    remedy:
      "Verbeter het e-mailadres van het account, of vraag de beheerder naar de mailserver te kijken; start het daarna opnieuw.",
  },
  WEBHOOK_ADDRESS_REFUSED: {
    title: "Naar dit adres mogen geen berichten worden gestuurd",
    remedy: "Gebruik een https-adres van een openbare host, of vraag de beheerder het netwerk toe te staan.",
  },
  WEBHOOK_GONE: {
    title: "De ontvanger meldt dat zijn adres niet meer bestaat",
    remedy: "Trek de webhook in, of laat de ontvanger herstellen en start de taak opnieuw.",
  },
  LOGOUT_TOKEN_REFUSED: {
    title: "Het uitlogtoken is niet aanvaard",
    remedy: "Dit betreft de inlogaanbieder, niet u: geef de referentie hieronder door aan de beheerder.",
  },
};
