"""The record of the authority module, as it lies in its tables."""

from services.kit.records import Child, RecordKind

BINDING_ACT = RecordKind("binding-act", "binding_act", (Child("binding_act_step", "act_id"),))
