"""What the policy app declares."""

from candour.kit.access import Capability
from candour.kit.manifest import AuditKind, Manifest, MenuItem, Retention

MANIFEST = Manifest(
    menu=(
        MenuItem("Our policy", "policy:today", ("policy.read",), order=20),
        MenuItem("Duties", "policy:duties", ("policy.read",), order=30),
        MenuItem("Ask first", "policy:approvals", ("policy.approvals.ask",), order=35),
        MenuItem("Shelf", "policy:shelf", ("policy.read",), order=40),
    ),
    capabilities=(
        Capability("policy.read", "Read the policy and the documents on the shelf"),
        Capability("policy.import", "Import, adopt and set aside versions of the policy"),
        Capability("policy.links.confirm", "Say what a clause asks for, and how it was read"),
        Capability("policy.duties.assign", "Name who answers for which duty"),
        Capability(
            "policy.duties.manage", "Say how often a duty is done, and whether it applies here"
        ),
        Capability("policy.evidence.attest", "Say that a duty of one's own was done"),
        Capability(
            "policy.evidence.read", "See who answers for what, and the evidence, with names"
        ),
        Capability("policy.coverage.print", "Print where the policy stands, without names"),
        Capability("policy.shelf.manage", "Add, change and retire documents on the shelf"),
        Capability("policy.approvals.ask", "Ask for approval before contact, a link or device use"),
        Capability("policy.approvals.read", "Read the register of prior approvals"),
        Capability("policy.approvals.decide", "Grant or refuse a prior approval"),
        Capability(
            "policy.approvals.second", "Decide together with the head where a pupil is named"
        ),
        Capability("policy.departures.ask", "Ask for an exception to a duty of one's own"),
        Capability("policy.departures.decide", "Agree or refuse an exception to a duty"),
        Capability("policy.risks.read", "Read the risk register"),
        Capability("policy.risks.manage", "Add, change and close risks"),
        Capability("policy.pack.export", "Make and fetch the evidence pack"),
    ),
    audit_kinds=(
        *(
            AuditKind(
                f"policy.approval.{verb}",
                "{actor} "
                + words
                + " {reference} ({what}), for {person}, {starts_on} to {ends_on}",
                erasure="the names of the person and of whom it is with go with those people",
            )
            for verb, words in (
                ("asked", "asked for approval"),
                ("granted", "granted approval"),
                ("half_granted", "agreed, as one of two, to approval"),
                ("refused", "refused approval"),
                ("withdrawn", "took back the request"),
                ("ended", "ended approval"),
            )
        ),
        *(
            AuditKind(
                f"policy.departure.{verb}",
                "{actor} " + words + " an exception to “{duty}”, {starts_on} to {ends_on}",
            )
            for verb, words in (
                ("asked", "asked for"),
                ("agreed", "agreed to"),
                ("refused", "refused"),
                ("ended", "ended"),
            )
        ),
        *(
            AuditKind(
                f"policy.risk.{verb}",
                "{actor} " + words + " the risk “{title}” (score {score})",
                erasure="the title goes when it names somebody who is erased",
            )
            for verb, words in (
                ("added", "added"),
                ("changed", "looked at"),
                ("closed", "closed"),
                ("reopened", "opened again"),
            )
        ),
        AuditKind(
            "policy.pack.asked",
            "{actor} asked for an evidence pack of {starts_on} to {ends_on}, {names}",
        ),
        AuditKind(
            "policy.pack.made",
            "An evidence pack of {starts_on} to {ends_on}, {names}, was made (SHA-256 {sha256})",
        ),
        AuditKind(
            "policy.pack.failed",
            "The evidence pack of {starts_on} to {ends_on}, {names}, could not be made",
        ),
        AuditKind("policy.document.added", "{actor} put {title} on the shelf"),
        AuditKind("policy.document.changed", "{actor} changed the particulars of {title}"),
        AuditKind("policy.document.retired", "{actor} took {title} off the shelf"),
        AuditKind("policy.document.restored", "{actor} put {title} back on the shelf"),
        AuditKind("policy.version.added", "{actor} added version {number} of {title}"),
        AuditKind("policy.import.started", "{actor} uploaded a policy to be read"),
        AuditKind("policy.import.failed", "A policy could not be read: {why}"),
        AuditKind(
            "policy.version.imported",
            "{actor} imported version {number} of {title}: {clauses} clauses, {same} as before, "
            "{changed} changed, {added} new, {gone} gone",
        ),
        AuditKind(
            "policy.version.adopted",
            "{actor} brought version {number} of {title} into force; approved on {approved_on} by "
            "{approved_by}",
        ),
        AuditKind("policy.version.discarded", "{actor} set version {number} of {title} aside"),
        AuditKind("policy.link.confirmed", "{actor} confirmed that {clause} asks for {control}"),
        AuditKind("policy.link.rejected", "{actor} said that {clause} does not ask for {control}"),
        AuditKind("policy.clause.mended", "{actor} put right how {clause} was read ({what})"),
        AuditKind("policy.duties.begun", "{actor} began duties: {control}"),
        AuditKind(
            "policy.duty.assigned",
            "{actor} named {name} for {duties}",
            "the name goes when the person is erased",
        ),
        AuditKind("policy.duty.unassigned", "{actor} named nobody any more for {duties}"),
        AuditKind("policy.duty.assignment_undone", "{actor} took back who was named for {duties}"),
        AuditKind("policy.duty.rhythm_set", "{actor} said that {duties} is done {rhythm}"),
        AuditKind(
            "policy.duty.not_applicable", "{actor} said that {duties} does not apply: {reason}"
        ),
        AuditKind("policy.duty.applies_again", "{actor} said that {duties} applies after all"),
        AuditKind(
            "policy.duty.handed_back",
            "{name} left, so nobody answers for {duties}",
            "the name goes when the person is erased",
        ),
        AuditKind(
            "policy.evidence.attested",
            "{actor} said that “{duty}” was done on {collected_on}; it counts until {expires_on}",
        ),
        AuditKind("policy.evidence.withdrawn", "{actor} took back evidence of “{duty}”: {reason}"),
        AuditKind(
            "policy.year.started", "The school year {year} began: new dates for {duties} duties"
        ),
        AuditKind("policy.review.undone", "{actor} took back: {what}"),
    ),
    retention=(
        Retention(
            "Versions of the policy and of the documents it leans on",
            "public task: showing what bound whom, and when",
            "as long as the school uses Candour",
        ),
        Retention(
            "Duties, who answered for them, and evidence",
            "public task: showing that the policy was kept",
            "six school years, then destroyed with their files",
        ),
        Retention(
            "Uploads that could not be read",
            "none: only that it failed and why is kept",
            "the file is destroyed at once",
        ),
    ),
)
