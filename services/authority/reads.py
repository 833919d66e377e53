"""How the authority module is read."""

from services.kit.reads.fields import RootField, connection
from services.kit.reads.model import COMMITTEE, RECORDED_AT, Column, Filter, Inline, Many, Model, Order

BINDING_ACT = Model(
    "BindingAct",
    "binding_act",
    module="authority",
    kind="binding-act",
    fields={
        "committee": COMMITTEE,
        "target": Column("{row}.target_id"),
        "result": Column("{row}.result_id"),
        "authority": Inline("Authority", "{row}.authority is not null"),
        "steps": Many("BindingActStep", "{row}.act_id = {parent}.id", "{row}.position"),
    },
    orders={"RECORDED_AT": RECORDED_AT, "WANTED_ON": Order("wanted_on", "date", nullable=True)},
    filters={
        "state": Filter("{row}.state = {value}"),
        "command": Filter("{row}.command = {value}"),
        "target": Filter("{row}.target_id = {value}"),
    },
    about="target_id",
)
STEP = Model(
    "BindingActStep",
    "binding_act_step",
    fields={"by": Column("{row}.subject"), "at": Column("{row}.done_at")},
)

MODELS = (BINDING_ACT, STEP)
FIELDS: dict[str, RootField] = {"bindingActs": connection("bindingActs", BINDING_ACT)}
