-- The viet command as a script. `make build` puts the folders of the source
-- tree in front of it, `make install` those of the installation; luarocks
-- wraps it as it is.
os.exit(require("viet.command")(arg), true)
